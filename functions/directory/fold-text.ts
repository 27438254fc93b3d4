/** Letters that Unicode does not take apart into a base letter and a mark. */
const wholeLetters: Readonly<Record<string, string>> = { æ: 'a', ø: 'o', ð: 'd', đ: 'd', ł: 'l', ß: 'ss' };

/**
 * One form of a text for comparing: lower case, no diacritics (so that "Älvdalen", "alvdalen" and a decomposed
 * "Älvdalen" are one), full-width characters as ordinary ones, everything but letters and digits a single space.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[æøðđłß]/g, (letter) => wholeLetters[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a folded text. */
export function wordsOf(text: string): readonly string[] {
  const folded = foldText(text);
  return folded === '' ? [] : folded.split(' ');
}
