import type { DirectoryCareUnit } from '#contract/directory-schemas.ts';
import { foldText, wordsOf } from './fold-text.ts';
import { isOneMistake } from './spelling-mistake.ts';

/** Ways to write "vårdcentral" that people use and the units' names do not. */
const inflected = new Set(['vc', 'vardcentralen', 'vardcentraler', 'vardcentralerna']);

interface Searchable {
  readonly careUnit: DirectoryCareUnit;
  /** Folded name, municipality and address, a space before each word. */
  readonly text: string;
}

export interface Matched {
  readonly careUnits: readonly DirectoryCareUnit[];
  /** What was searched for instead, when nothing matched as written. */
  readonly understoodAs?: string;
}

/**
 * The units whose name, municipality or address holds every word asked for, in any order, whatever the case and
 * diacritics. Only when nothing matches as written is one mistake a word forgiven, and then it is said.
 */
export function matchCareUnits(query: string, careUnits: readonly DirectoryCareUnit[]): Matched {
  const asked = wordsOf(query).map((word) => (inflected.has(word) ? 'vardcentral' : word));
  if (asked.length === 0) return { careUnits };
  const searchables = careUnits.map((careUnit) => ({ careUnit, text: foldedOnce(careUnit) }));
  const asWritten = holding(asked, searchables);
  if (asWritten.length > 0) return { careUnits: asWritten };
  const corrected = asked.map((word) => correctWord(word, searchables));
  if (corrected.every((word, at) => word.folded === asked[at])) return { careUnits: [] };
  const nearly = holding(
    corrected.map((word) => word.folded),
    searchables,
  );
  if (nearly.length === 0) return { careUnits: [] };
  return { careUnits: nearly, understoodAs: corrected.map((word) => word.shown).join(' ') };
}

function wordings(careUnit: DirectoryCareUnit): readonly string[] {
  return [careUnit.name, careUnit.municipality?.name ?? '', careUnit.address ?? ''];
}

/** The snapshot is kept for a second and searched many times: each unit is folded once. */
const foldedTexts = new WeakMap<DirectoryCareUnit, string>();

function foldedOnce(careUnit: DirectoryCareUnit): string {
  const known = foldedTexts.get(careUnit);
  if (known !== undefined) return known;
  const text = ` ${foldText(wordings(careUnit).join(' '))}`;
  foldedTexts.set(careUnit, text);
  return text;
}

/** Units where every word asked for begins a word; where there is none, those where it stands anywhere in one. */
function holding(words: readonly string[], searchables: readonly Searchable[]): readonly DirectoryCareUnit[] {
  const held = (sign: string) =>
    searchables.filter(({ text }) => words.every((word) => text.includes(sign + word)));
  const beginning = held(' ');
  return (beginning.length > 0 ? beginning : held('')).map(({ careUnit }) => careUnit);
}

interface Word {
  readonly folded: string;
  /** As the unit writes it. */
  readonly shown: string;
}

/**
 * A word that some unit holds stays; another becomes the word one mistake away that most units hold. At a draw the one
 * with the same first letter, which people seldom get wrong, then the first by alphabet: the same answer every time.
 */
function correctWord(typed: string, searchables: readonly Searchable[]): Word {
  if (searchables.some(({ text }) => text.includes(typed))) return { folded: typed, shown: typed };
  const counts = new Map<string, Word & { count: number }>();
  for (const { careUnit } of searchables)
    for (const shown of wordings(careUnit).flatMap((wording) => wording.split(/[\s\-–,]+/u))) {
      const folded = foldText(shown);
      if (!isOneMistake(typed, folded)) continue;
      counts.set(folded, { folded, shown, count: (counts.get(folded)?.count ?? 0) + 1 });
    }
  const sameStart = (word: Word) => Number(word.folded[0] === typed[0]);
  const [best] = [...counts.values()].toSorted(
    (a, b) => b.count - a.count || sameStart(b) - sameStart(a) || (a.folded < b.folded ? -1 : 1),
  );
  return best ?? { folded: typed, shown: typed };
}
