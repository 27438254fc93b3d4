/**
 * Which sequence numbers of a list still wait, as one bit each: 20,000 places are 2.5 kB, so that a place in a list is
 * told by one read however long the list is, and nobody ever counts a list.
 */
export interface WaitingMap {
  /** The sequence of the first bit; the first who waits, or the next number of an empty list. */
  readonly base: number;
  /** One bit a sequence from `base`, lowest bit first; set: waits. */
  readonly bits: Uint8Array;
  /** The number that the next to join will get, when the map was made. */
  readonly nextSequence: number;
}

/** @param sequences those who wait, in any order. */
export function buildWaitingMap(sequences: readonly number[], nextSequence: number): WaitingMap {
  const base = sequences.reduce((least, sequence) => Math.min(least, sequence), nextSequence);
  const bits = new Uint8Array(Math.ceil((nextSequence - base) / 8));
  for (const sequence of sequences) {
    const at = sequence - base;
    const byte = at >> 3;
    bits[byte] = (bits[byte] ?? 0) | (1 << (at & 7));
  }
  return { base, bits, nextSequence };
}

/** How many wait, by the map. */
export function countWaiting({ bits }: WaitingMap): number {
  return bits.reduce((sum, byte) => sum + ones(byte), 0);
}

/**
 * The place of a sequence: 1 is the first. Who joined after the map was made stands after all on it, and after those who
 * may have joined in between: never told a better place than the true one by that.
 */
export function positionIn(map: WaitingMap, sequence: number): number {
  const before = sequence - map.base;
  if (before <= 0) return 1;
  if (sequence >= map.nextSequence) return countWaiting(map) + (sequence - map.nextSequence) + 1;
  let ahead = 0;
  const whole = before >> 3;
  for (let byte = 0; byte < whole; byte += 1) ahead += ones(map.bits[byte] ?? 0);
  ahead += ones((map.bits[whole] ?? 0) & ((1 << (before & 7)) - 1));
  return ahead + 1;
}

/** Bands in which the public sees how many wait (trust I11). */
export type WaitingBand = 'under10' | 'from10to49' | 'from50';

export function waitingBand(waiting: number): WaitingBand {
  if (waiting < 10) return 'under10';
  return waiting < 50 ? 'from10to49' : 'from50';
}

function ones(byte: number): number {
  let count = 0;
  for (let rest = byte; rest > 0; rest &= rest - 1) count += 1;
  return count;
}
