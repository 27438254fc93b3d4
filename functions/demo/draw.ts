import { createHash } from 'node:crypto';

/** Draws that are the same for the same seed, so that a demo can be made again and told of. */
export interface Draw {
  /** From 0 up to, not including, 1. */
  readonly next: () => number;
  /** A whole number between two, both included. */
  readonly whole: (from: number, through: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly shuffled: <T>(list: readonly T[]) => T[];
  /** The index of a weight, drawn in proportion to the weights. */
  readonly weighted: (weights: readonly number[]) => number;
  /** Lower-case Crockford base 32. */
  readonly id: (length: number) => string;
}

const base32 = '0123456789abcdefghjkmnpqrstvwxyz';

/** A draw of its own for each seed: what is drawn from one never moves what is drawn from another. */
export function createDraw(seed: string): Draw {
  const next = sfc32(createHash('sha256').update(seed).digest());
  const whole = (from: number, through: number) => from + Math.floor(next() * (through - from + 1));
  const pick = <T>(list: readonly T[]): T => {
    const picked = list[whole(0, list.length - 1)];
    if (picked === undefined) throw new Error('Nothing to pick from');
    return picked;
  };
  return {
    next,
    whole,
    pick,
    chance: (probability) => next() < probability,
    shuffled: (list) =>
      list
        .map((value) => ({ value, at: next() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ value }) => value),
    weighted: (weights) => {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      const found = weights.findIndex((weight) => {
        left -= weight;
        return left < 0;
      });
      return found < 0 ? weights.length - 1 : found;
    },
    id: (length) => Array.from({ length }, () => base32[whole(0, 31)]).join(''),
  };
}

/** Small Fast Counter, 32 bits: chosen for being short and even, not for secrets. */
function sfc32(seed: Buffer): () => number {
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => seed.readInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
}
