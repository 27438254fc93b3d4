/** The combinations a page is walked in, and which of them today's run takes. */
export interface Combination {
  readonly tag: string;
  readonly width: 320 | 1280;
  readonly colors: 'light' | 'dark' | 'forced';
}

const tags = ['sv', 'sv-latt', 'sv-ung', 'en', 'en-easy', 'ar'] as const;
const widths = [320, 1280] as const;
const colors = ['light', 'dark', 'forced'] as const;

export const allCombinations: readonly Combination[] = tags.flatMap((tag) =>
  widths.flatMap((width) => colors.map((color) => ({ tag, width, colors: color }))),
);

/**
 * Swedish is walked whole in light; of the rest each page takes `count`, drawn by the seed, so that every combination
 * comes round. `npm run test:full` takes all of them.
 */
export function combinationsFor(page: string, seed: number, count: number): readonly Combination[] {
  const always = allCombinations.filter(({ tag, colors: color }) => tag === 'sv' && color === 'light');
  const rest = allCombinations.filter((combination) => !always.includes(combination));
  const start = (seed + hash(page)) % rest.length;
  // A step that shares no factor with the length visits all before it repeats.
  const drawn = Array.from({ length: count }, (_, index) => rest[(start + index * 7) % rest.length]);
  return [...always, ...drawn.filter((combination) => combination !== undefined)];
}

function hash(text: string): number {
  return [...text].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000_003, 7);
}
