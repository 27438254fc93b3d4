import { alsoThereCodes, premisesCodes, staffCategoryCodes } from '#contract/directory-words.ts';
import type { Translator } from '../i18n/create-translator.ts';

const codes = { there: alsoThereCodes, premises: premisesCodes, staff: staffCategoryCodes } as const;

/** The text of a code of a unit's facts; a code that a region has not given a text is shown as it is written. */
export function codeText(t: Translator['t'], kind: keyof typeof codes, code: string): string {
  if (kind === 'there') {
    const known = codes.there.find((candidate) => candidate === code);
    return known ? t(`unit:there.${known}`) : code;
  }
  if (kind === 'premises') {
    const known = codes.premises.find((candidate) => candidate === code);
    return known ? t(`unit:premises.${known}`) : code;
  }
  const known = codes.staff.find((candidate) => candidate === code);
  return known ? t(`unit:staff.${known}`) : code;
}
