import type { ReadItem } from './attribute-value.ts';

/**
 * Readers of one attribute each. An item that is not what it must be is a fault, never a guess; the message names
 * the attribute and not what it held.
 */
export function text(item: ReadItem, name: string): string {
  const value = item[name];
  if (typeof value !== 'string') throw malformed(name);
  return value;
}

export function optionalText(item: ReadItem, name: string): string | undefined {
  return item[name] === undefined ? undefined : text(item, name);
}

export function count(item: ReadItem, name: string): number {
  const value = item[name];
  if (typeof value !== 'number') throw malformed(name);
  return value;
}

export function flag(item: ReadItem, name: string): boolean {
  const value = item[name];
  if (typeof value !== 'boolean') throw malformed(name);
  return value;
}

export function bytes(item: ReadItem, name: string): Uint8Array {
  const value = item[name];
  if (!(value instanceof Uint8Array)) throw malformed(name);
  return value;
}

export function map(item: ReadItem, name: string): ReadItem {
  const value = item[name];
  if (!isMap(value)) throw malformed(name);
  return value;
}

export function optionalMap(item: ReadItem, name: string): ReadItem | undefined {
  return item[name] === undefined ? undefined : map(item, name);
}

export function maps(item: ReadItem, name: string): readonly ReadItem[] {
  const value = item[name];
  if (!Array.isArray(value) || !value.every(isMap)) throw malformed(name);
  return value;
}

/** A text that must be one of a few. */
export function oneOf<T extends string>(item: ReadItem, name: string, allowed: readonly T[]): T {
  const value = item[name];
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw malformed(name);
  return found;
}

function isMap(value: unknown): value is ReadItem {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

function malformed(name: string): Error {
  return new Error(`A stored item has no usable attribute "${name}"`);
}
