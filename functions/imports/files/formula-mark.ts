/**
 * What a spreadsheet takes for a formula, at the beginning of a cell or after spaces, quotes and a byte order mark:
 * = + - @ and their full-width forms, tab and carriage return.
 */
const beginsFormula = /^[\s\ufeff"']*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u;

/** A text that no spreadsheet runs: marked with an apostrophe where it could be taken for a formula. */
export function neutralise(text: string): string {
  return beginsFormula.test(text) ? `'${text}` : text;
}

/** The text as it was before `neutralise`. */
export function withoutMark(text: string): string {
  return text.startsWith("'") && beginsFormula.test(text.slice(1)) ? text.slice(1) : text;
}

/** "=\"0123\"": how some systems keep a spreadsheet from dropping zeros. It is a text. */
const quotedText = /^="([^"]*)"$/;
/** +46 21 17 30 00 and -3,5 begin like formulas and are none. */
const signedDigits = /^[+-][\d\s().,-]*$/;

/** What a cell of a file of text says; undefined where it is a formula that nobody marked as text. */
export function textOfCell(cell: string): string | undefined {
  const trimmed = cell.trim();
  if (trimmed.startsWith("'")) return withoutMark(trimmed);
  const [, quoted] = quotedText.exec(trimmed) ?? [];
  if (quoted !== undefined) return isFormula(quoted.trim()) ? undefined : quoted;
  return isFormula(trimmed) ? undefined : cell;
}

function isFormula(text: string): boolean {
  return beginsFormula.test(text) && !signedDigits.test(text);
}
