/** Shorter words are not corrected: with one mistake "Orsa" is still far from other names, "By" is not. */
const shortestForgiven = 4;

/**
 * Whether two folded words differ by exactly one slip of the pen: a letter more, less, another, or two neighbours
 * that changed places (Damerau–Levenshtein distance 1, a transposition counted as one). Equal words do not differ.
 */
export function isOneMistake(typed: string, meant: string): boolean {
  if (typed === meant || typed.length < shortestForgiven || meant.length < shortestForgiven) return false;
  const [short, long] = typed.length <= meant.length ? [typed, meant] : [meant, typed];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  );
}
