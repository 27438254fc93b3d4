/**
 * Whether a name is more likely a list without a named doctor than a person: the habit by which systems of today tell
 * locum and vacant lists apart (Region Västmanland, "Fast läkarkontakt": the unit's name first, as in "Dr Norberg 1"
 * or "Dr Norberg XX"). A proposal: staff see it before anything is imported, and a column can say otherwise.
 *
 * "Norberg, Erik" with a comma is a surname first, and "Erik Norberg" does not begin with the unit's name.
 */
export function proposePlaceholder(name: string, careUnitName = ''): boolean {
  const words = wordsOf(name);
  if (words.some((word) => /\p{N}/u.test(word))) return true;
  if (
    words.some((word) =>
      /^(?:x{2,}|n{2,}|vakans|vakant|hyr\p{L}*|stafett\p{L}*|konsultläkare|vikarie)$/u.test(word),
    )
  ) {
    return true;
  }
  if (name.includes(',')) return false;
  const first = words[0];
  return (
    first !== undefined &&
    placeWordsOf(careUnitName).some((place) => place === first || `${place}s` === first)
  );
}

const titles = new Set(['dr', 'doktor', 'leg', 'läk', 'läkare', 'legläk', 'dl']);
const kindsOfUnit =
  /^(?:vårdcentral\p{L}*|hälsocentral\p{L}*|familjeläkar\p{L}*|läkarhus\p{L}*|läkargrupp\p{L}*|läkarmottagning\p{L}*|husläkar\p{L}*|vc|hc|din|nya|i|på|vid|och|s)$/u;

/** Words in lower case, without titles. */
function wordsOf(name: string): string[] {
  return splitWords(name).filter((word) => !titles.has(word));
}

/** The words of a unit's name that say which unit it is, without a genitive's s: "Norbergs vårdcentral" is norberg. */
function placeWordsOf(careUnitName: string): string[] {
  return splitWords(careUnitName)
    .filter((word) => !kindsOfUnit.test(word))
    .flatMap((word) => (word.endsWith('s') && word.length > 3 ? [word, word.slice(0, -1)] : [word]))
    .filter((word) => word.length > 2);
}

function splitWords(text: string): string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
