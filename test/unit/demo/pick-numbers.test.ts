import { describe, expect, it } from 'vitest';
import { apportion, divideByAge } from '#functions/demo/age-bands.ts';
import { readCommonData } from '#functions/demo/common-data.ts';
import { createDraw } from '#functions/demo/draw.ts';
import { pickNumbers, readTestNumbers } from '#functions/demo/pick-numbers.ts';

const common = readCommonData();

describe('apportion', () => {
  it('adds up, whole parts first and then the largest remainders', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(7, [50, 30, 20])).toEqual([4, 2, 1]);
    expect(apportion(0, [1, 2])).toEqual([0, 0]);
  });
  it('gives nothing to what weighs nothing', () => {
    expect(apportion(5, [0, 1, 0])).toEqual([0, 5, 0]);
  });
});

describe('the country by age', () => {
  it('is divided into ten-year bands from two years on', () => {
    const bands = divideByAge(2_400, common.byAge);
    expect(bands.map(({ from }) => from)).toEqual([2, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect(bands.reduce((sum, { people }) => sum + people, 0)).toBe(2_400);
    expect(bands.find(({ from }) => from === 30)?.people).toBe(348);
  });
});

describe('test numbers', () => {
  const read = readTestNumbers(common.personalIdentityNumbers, '2026-11-21');

  it('are all valid, and nobody is under two', () => {
    const born = common.personalIdentityNumbers.filter((number) => number.slice(0, 8) <= '20241121');
    expect(read).toHaveLength(born.length);
    for (const { age } of read) expect(age).toBeGreaterThanOrEqual(2);
  });

  it('have someone born on every day of the years that turn 13 to 18 now', () => {
    const born = new Set(common.personalIdentityNumbers.map((number) => number.slice(0, 8)));
    const lacking: string[] = [];
    for (let day = Date.UTC(2008, 0, 1); day < Date.UTC(2014, 0, 1); day += 86_400_000) {
      const date = new Date(day).toISOString().slice(0, 10).replaceAll('-', '');
      if (!born.has(date)) lacking.push(date);
    }
    expect(lacking).toEqual([]);
  });

  it('hold coordination numbers that know no date of birth', () => {
    const numbers = readTestNumbers(common.coordinationNumbers, '2026-11-21');
    expect(numbers.length).toBeGreaterThan(250);
    expect(numbers.some(({ birthDate }) => birthDate === undefined)).toBe(true);
    expect(new Set(numbers.map(({ kind }) => kind))).toEqual(new Set(['coordinationNumber']));
  });

  it.each(['2026-11-21', '2028-02-29', '2031-01-01'])('are picked as the country is on %s', (today) => {
    const numbers = readTestNumbers(common.personalIdentityNumbers, today);
    const wanted = {
      people: 2_000,
      byAge: common.byAge,
      ages: [{ age: 13, atLeast: 40 }],
      numbers: ['200001252386'],
    };
    const picked = pickNumbers(numbers, wanted, createDraw('pick'));
    expect(new Set(picked.map(({ number }) => number)).size).toBe(picked.length);
    expect(Math.abs(picked.length - 2_000)).toBeLessThan(20);
    expect(picked.filter(({ age }) => age === 13).length).toBeGreaterThanOrEqual(40);
    expect(picked.map(({ number }) => number)).toContain('200001252386');
    const thirties = picked.filter(({ age = 0 }) => age >= 30 && age < 40).length;
    expect(Math.abs(thirties - 290)).toBeLessThan(25);
  });

  it('are all taken where more people are asked for than there are', () => {
    const few = read.slice(0, 50);
    const wanted = { people: 80, byAge: common.byAge, ages: [], numbers: [] };
    expect(pickNumbers(few, wanted, createDraw('few'))).toHaveLength(50);
  });
});
