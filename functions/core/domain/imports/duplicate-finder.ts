import { createHash } from 'node:crypto';
import type { ImportKind } from './import-kind.ts';
import type { ImportedRows } from './imported-rows.ts';
import { foldWord } from './match-columns.ts';

/** Finds rows that say the same unit, doctor or person as an earlier one. */
export interface DuplicateFinder<K extends ImportKind> {
  /** The row that said it first, or undefined: this one does. */
  readonly firstRowOf: (row: number, value: ImportedRows[K]) => number | undefined;
  /** Bytes held. */
  readonly bytes: () => number;
}

/** What names a row: the unit, the doctor within the unit, the person. */
const keysOf: { readonly [K in ImportKind]: (value: ImportedRows[K]) => string } = {
  careUnits: ({ hsaId }) => hsaId,
  doctors: ({ careUnit, doctorId, wanted }) => `${careUnit} ${doctorId ?? ''} ${foldWord(wanted.name)}`,
  listings: ({ identityNumber }) => identityNumber.number,
};

const startSlots = 1_024;

/**
 * Keeps eight bytes of a hash and the row of each key, twelve bytes a slot at most half full, so 100,000 rows take 3
 * to 6 MB; no number or name. Two of 100,000 keys share a hash once in four thousand million files.
 */
export function createDuplicateFinder<K extends ImportKind>(kind: K): DuplicateFinder<K> {
  let slots = startSlots;
  let hashes = new BigUint64Array(slots);
  let rows = new Uint32Array(slots);
  let held = 0;
  const slotOf = (hash: bigint): number => {
    let slot = Number(hash & BigInt(slots - 1));
    while (rows[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & (slots - 1);
    return slot;
  };
  const grow = () => {
    const [oldHashes, oldRows] = [hashes, rows];
    slots *= 2;
    hashes = new BigUint64Array(slots);
    rows = new Uint32Array(slots);
    for (const [at, row] of oldRows.entries()) {
      if (row === 0) continue;
      const slot = slotOf(oldHashes[at] ?? 0n);
      hashes[slot] = oldHashes[at] ?? 0n;
      rows[slot] = row;
    }
  };
  const firstRowOf = (row: number, value: ImportedRows[K]) => {
    const hash = hashOf(keysOf[kind](value));
    const slot = slotOf(hash);
    const first = rows[slot];
    if (first) return first;
    hashes[slot] = hash;
    rows[slot] = row;
    held += 1;
    if (held * 2 > slots) grow();
    return undefined;
  };
  return { firstRowOf, bytes: () => hashes.byteLength + rows.byteLength };
}

function hashOf(key: string): bigint {
  return createHash('sha256').update(key).digest().readBigUInt64LE();
}
