import { describe, expect, test } from 'vitest';
import { abilitiesOf, ageOn, checkAge } from '#domain/ages.ts';
import { birthDateOf, type IdentityNumber, parseIdentityNumber } from '#domain/identity-number.ts';
import { person, policy } from '#support/builders.ts';

const today = new Date('2026-11-21T12:00:00+01:00');

function birthDate(number: string): string {
  const parsed: IdentityNumber | undefined = parseIdentityNumber(number, '2026-11-21');
  const date = parsed && birthDateOf(parsed);
  if (!date) throw new Error('The test number has no date of birth');
  return date;
}

describe('what age allows, on 21 November 2026 (rules 1.4, test persons of Skatteverket)', () => {
  test.each([
    ['201311212383', 'guardian-confirms', 'young', '13 today'],
    ['201311222390', 'guardian-chooses', 'young', '13 tomorrow'],
    ['201011212386', 'yes', 'young', '16 today'],
    ['201011222385', 'guardian-confirms', 'young', '16 tomorrow'],
    ['200811212380', 'yes', 'standard', '18 today'],
    ['200811222389', 'yes', 'young', '18 tomorrow'],
    ['189001019802', 'yes', 'standard', '136 years'],
  ])('%s: %s, %s texts (%s)', (number, choose, suggestedAudience) => {
    const child = person({ birthDate: birthDate(number) });
    expect(abilitiesOf(child, policy(), today)).toEqual({
      choose,
      suggestedAudience,
      protectedIdentity: false,
    });
  });

  test('the birthday begins at midnight in Stockholm, not in UTC', () => {
    const child = person({ birthDate: '2010-11-22' });
    const before = new Date('2026-11-21T22:59:59.999Z');
    const after = new Date('2026-11-21T23:00:00.000Z');
    expect(abilitiesOf(child, policy(), before).choose).toBe('guardian-confirms');
    expect(abilitiesOf(child, policy(), after).choose).toBe('yes');
  });

  test('an unknown date of birth may choose, with the standard texts', () => {
    const unknown = person({ birthDate: undefined });
    expect(abilitiesOf(unknown, policy(), today)).toMatchObject({
      choose: 'yes',
      suggestedAudience: 'standard',
    });
    expect(checkAge(unknown, policy(), today)).toBeUndefined();
  });

  test('a protected identity is told and stops nothing (rules 1.3)', () => {
    const protectedPerson = person({ birthDate: birthDate('200001252386'), protectedIdentity: true });
    expect(abilitiesOf(protectedPerson, policy(), today)).toMatchObject({
      choose: 'yes',
      protectedIdentity: true,
    });
  });

  test('the ages are the region’s policy', () => {
    const ages = { actsFrom: 12, choosesAloneFrom: 15, adultFrom: 18 };
    const child = person({ birthDate: '2011-11-21' });
    expect(abilitiesOf(child, policy({ ages }), today).choose).toBe('yes');
    expect(abilitiesOf(child, policy(), today).choose).toBe('guardian-confirms');
  });

  test('the refusal is the ability that is missing', () => {
    expect(checkAge(person({ birthDate: '2020-01-01' }), policy(), today)).toEqual({
      slug: 'guardian-chooses',
    });
    expect(checkAge(person({ birthDate: '2012-01-01' }), policy(), today)).toEqual({
      slug: 'guardian-confirms',
    });
  });
});

describe('age in whole years', () => {
  test.each([
    ['2012-02-29', '2025-02-27', 12, 'the day before'],
    ['2012-02-29', '2025-02-28', 13, 'born 29 February: 13 on the 28th (lag 1930:173, 1 §; 201202292395)'],
    ['2012-02-29', '2028-02-28', 15, 'in a leap year the 28th is the day before'],
    ['2012-02-29', '2028-02-29', 16, 'in a leap year the 29th'],
    ['2000-02-29', '2026-11-21', 26, '200002292399'],
    ['2026-11-21', '2026-11-21', 0, 'born today'],
    ['2007-11-22', '2026-11-21', 18, 'the day before the 19th birthday'],
  ])('born %s, on %s: %i (%s)', (born, on, age) => {
    expect(ageOn(born, on)).toBe(age);
  });
});
