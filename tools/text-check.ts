import {
  isStaffNamespace,
  type LocaleEntry,
  localeEntries,
  namespacesOf,
  pluralOf,
  readTexts,
} from './locale-texts.ts';

/** How hard a page's text is. LIX: words a sentence plus the share of words longer than six letters, per cent. */
export interface Measure {
  readonly words: number;
  readonly lix: number;
  /** Words a sentence. */
  readonly mean: number;
  readonly longest: number;
  readonly longestSentence: string;
  readonly characters: number;
}

/** Highest allowed; absent: not measured. */
export interface Limits {
  readonly lix?: number;
  readonly mean: number;
  readonly longest: number;
  /** Times the Swedish page's length. */
  readonly length?: number;
}

export interface Row {
  readonly tag: string;
  readonly namespace: string;
  readonly measure: Measure;
  readonly limits: Limits;
  /** What is over its limit; empty when the page passes. */
  readonly over: readonly string[];
}

/** LIX says nothing of a text shorter than this. */
const WORDS_FOR_LIX = 100;
const legal = ['about', 'accessibility', 'info'];

/**
 * The limits of a page. Journey pages in Swedish: LIX 35, easy and young 25; pages about law and the service itself 45.
 * Other languages have no LIX: sentence length, and length beside the Swedish.
 */
export function limitsOf(entry: Pick<LocaleEntry, 'tag' | 'lang' | 'audience'>, namespace: string): Limits {
  // Read at work; there is no easy or young staff text, so theirs is the Swedish or the English one.
  const easy = entry.audience !== 'standard' && !isStaffNamespace(namespace);
  const isLegal = legal.includes(namespace) || isStaffNamespace(namespace);
  const sentences = easy ? { mean: 9, longest: 15 } : isLegal ? { mean: 15, longest: 25 } : undefined;
  if (entry.lang !== 'sv') return { ...(sentences ?? { mean: 15, longest: 25 }), length: 1.4 };
  return { ...(sentences ?? { mean: 12, longest: 20 }), lix: isLegal ? 45 : easy ? 25 : 35 };
}

/** Words of running text: what is inserted counts as one short word, signs and lone dashes as none. */
function wordsOf(sentence: string): string[] {
  return sentence
    .replace(/\{\{[^}]*\}\}/g, 'x')
    .split(/\s+/)
    .map((word) => word.replace(/[^\p{L}\p{N}-]/gu, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?؟])[\s»”"]+|\n+/u).filter((sentence) => wordsOf(sentence).length > 0);
}

/** Labels and buttons are no sentences: they would only make a page look easier than it is. */
function isRunningText(text: string): boolean {
  return /[.!?؟]["”»]?$/u.test(text.trim()) || wordsOf(text).length >= 5;
}

export function measureTexts(texts: Iterable<string>): Measure {
  const all = [...texts];
  const sentences = all.filter(isRunningText).flatMap(sentencesOf);
  const counts = sentences.map((sentence) => wordsOf(sentence).length);
  const words = sentences.flatMap(wordsOf);
  const long = words.filter((word) => word.replaceAll('-', '').length > 6).length;
  const mean = words.length / Math.max(1, sentences.length);
  const longest = Math.max(0, ...counts);
  return {
    words: words.length,
    lix: words.length === 0 ? 0 : mean + (long * 100) / words.length,
    mean,
    longest,
    longestSentence: sentences[counts.indexOf(longest)] ?? '',
    characters: all.reduce((sum, text) => sum + text.length, 0),
  };
}

/** One form of a plural stands for all of them: `other`. */
function measuredTexts(tag: string, namespace: string): string[] {
  return [...readTexts(tag, namespace)]
    .filter(([key]) => (pluralOf(key) ?? 'other') === 'other')
    .map(([, text]) => text);
}

function findOver(measure: Measure, limits: Limits, swedish: Measure): string[] {
  const over: string[] = [];
  const { words, lix, mean, longest, characters } = measure;
  if (limits.lix !== undefined && words >= WORDS_FOR_LIX && lix > limits.lix)
    over.push(`LIX ${lix.toFixed(1)} > ${limits.lix}`);
  if (mean > limits.mean) over.push(`mean ${mean.toFixed(1)} > ${limits.mean}`);
  if (longest > limits.longest)
    over.push(`longest ${longest} > ${limits.longest}: ${measure.longestSentence}`);
  if (limits.length !== undefined && characters > swedish.characters * limits.length)
    over.push(`length ${(characters / swedish.characters).toFixed(2)} > ${limits.length}`);
  return over;
}

/** Every page text of every locale, measured as its reader meets it (own texts over the base's). */
export function checkTexts(): Row[] {
  return localeEntries.flatMap((entry) =>
    namespacesOf('sv').map((namespace) => {
      const measure = measureTexts(measuredTexts(entry.tag, namespace));
      const swedish = measureTexts(measuredTexts('sv', namespace));
      const limits = limitsOf(entry, namespace);
      return { tag: entry.tag, namespace, measure, limits, over: findOver(measure, limits, swedish) };
    }),
  );
}

export function formatTable(rows: readonly Row[]): string {
  const head = 'locale   namespace      words   LIX  mean longest';
  const lines = rows.map(({ tag, namespace, measure, limits, over }) => {
    const measuresLix = limits.lix !== undefined && measure.words >= WORDS_FOR_LIX;
    const cells = [
      tag.padEnd(8),
      namespace.padEnd(14),
      String(measure.words).padStart(5),
      (measuresLix ? measure.lix.toFixed(1) : '–').padStart(5),
      measure.mean.toFixed(1).padStart(5),
      String(measure.longest).padStart(7),
      over.join('; '),
    ];
    return cells.join(' ').trimEnd();
  });
  return [head, ...lines].join('\n');
}

if (import.meta.main) {
  const rows = checkTexts();
  console.log(formatTable(rows));
  process.exitCode = rows.some((row) => row.over.length > 0) ? 1 : 0;
}
