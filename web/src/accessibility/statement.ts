import file from './statement.json';

const conformances = ['full', 'partly', 'not'] as const;
const flaws = [
  'screenReadersNotTried',
  'translationsNotReviewed',
  'signLanguageMissing',
  'minorityLanguagesMissing',
] as const;
const outside = ['map'] as const;
const methods = ['self', 'automatic', 'keyboard', 'screens'] as const;

function codeIn<T extends string>(codes: readonly T[], code: string): T {
  const found = codes.find((candidate) => candidate === code);
  if (found === undefined) throw new Error(`statement.json names a code that has no text: ${code}`);
  return found;
}

/**
 * The accessibility statement (lag 2018:1937; Digg's rules): everything it must hold, beside the names and ways of
 * contact that the region's configuration has. A flaw that is found is a code here and a text in every language; a code
 * without a text stops the site from starting.
 */
export const statement = {
  conformance: codeIn(conformances, file.conformance),
  notAccessible: file.notAccessible.map((code) => codeIn(flaws, code)),
  /** Adaptations that would burden unduly (12 §): none so far. */
  undueBurden: file.undueBurden,
  /** Content that the act does not cover (9 §). */
  outOfScope: file.outOfScope.map((code) => codeIn(outside, code)),
  method: file.method.map((code) => codeIn(methods, code)),
  assessedOn: file.assessedOn,
  updatedOn: file.updatedOn,
  /** Digg's page for reporting flaws. */
  reportTo: file.reportTo,
} as const;
