import { describe, expect, it } from 'vitest';
import { importColumns } from '#domain/imports/import-columns.ts';
import { cellFaultSlugs } from '#domain/imports/import-fault.ts';
import { importKinds } from '#domain/imports/import-kind.ts';
import { fileFaultSlugs } from '#functions/imports/files/table-event.ts';
import { createTranslator } from '../../../web/src/i18n/create-translator.ts';
import { importColumnText, importFaultText } from '../../../web/src/staff/imports/fault-texts.ts';

const languages = ['sv', 'en'] as const;
const translators = { sv: createTranslator('sv'), en: createTranslator('en') };

describe.each(languages)('what is wrong with a file, in %s', (language) => {
  const { t } = translators[language];

  it.each([...fileFaultSlugs, ...cellFaultSlugs])('%s is said in plain words', (slug) => {
    const text = importFaultText({ slug, detail: 7 }, t);
    expect(text).toMatch(/^\p{Lu}.+[.?]$/u);
    expect(text).not.toMatch(/\{\{|staff-import/);
    expect(importFaultText({ slug, shown: 'hej', detail: 7 }, t)).toContain('hej');
  });

  it('columns are called as the formats call them', () => {
    for (const { key, ...column } of importKinds.flatMap((kind) => [...importColumns[kind]])) {
      expect(importColumnText(key, t)).toBe(column[language]);
    }
    expect(importColumnText('AB', t)).toBe('AB');
  });

  it('a slug of another kind is left to others', () => {
    expect(importFaultText({ slug: 'roster-changed' }, t)).toBeUndefined();
  });
});
