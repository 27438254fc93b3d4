import { describe, expect, it } from 'vitest';
import { namespacesOf } from '../../../tools/locale-texts.ts';
import { checkTexts, formatTable, limitsOf, measureTexts } from '../../../tools/text-check.ts';

const rows = checkTexts();

describe('how hard the texts are', () => {
  it('prints the table', () => {
    console.log(formatTable(rows));
    expect(rows).toHaveLength(6 * namespacesOf('sv').length);
  });

  it.each(rows)('$tag $namespace keeps its limits', ({ over }) => {
    expect(over).toEqual([]);
  });

  it('the limits are those of the design', () => {
    const sv = { tag: 'sv', lang: 'sv', audience: 'standard' };
    expect(limitsOf(sv, 'choose')).toEqual({ lix: 35, mean: 12, longest: 20 });
    expect(limitsOf(sv, 'info')).toEqual({ lix: 45, mean: 15, longest: 25 });
    for (const audience of ['easy', 'young'])
      expect(limitsOf({ ...sv, audience }, 'choose')).toEqual({ lix: 25, mean: 9, longest: 15 });
    for (const audience of ['standard', 'easy'])
      expect(limitsOf({ ...sv, audience }, 'staff-caps')).toEqual({ lix: 45, mean: 15, longest: 25 });
    expect(limitsOf({ tag: 'ar', lang: 'ar', audience: 'standard' }, 'choose')).toEqual({
      mean: 15,
      longest: 25,
      length: 1.4,
    });
  });
});

describe('measuring', () => {
  it('counts words a sentence and the share of words longer than six letters', () => {
    // 8 words in 2 sentences; one of them, "vårdcentral", is long.
    const measure = measureTexts(['Du väljer en vårdcentral. Sedan är du klar.']);
    expect(measure).toMatchObject({ words: 8, mean: 4, longest: 4 });
    expect(measure.lix).toBeCloseTo(4 + 100 / 8);
  });

  it('leaves labels out, and counts what is inserted as one short word', () => {
    expect(measureTexts(['Byt vårdcentral', 'Tillbaka']).words).toBe(0);
    expect(measureTexts(['Du är listad på {{careUnit}}.'])).toMatchObject({ words: 5, longest: 5 });
  });

  it('ends sentences at question marks, also the Arabic one, and at line ends', () => {
    expect(measureTexts(['Vill du byta? Gör det då.']).longest).toBe(3);
    expect(measureTexts(['هل تريد التغيير؟ افعل ذلك الآن.']).longest).toBe(3);
    expect(measureTexts(['En rad med fem ord\noch en rad till.']).longest).toBe(5);
  });
});
