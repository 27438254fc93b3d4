import type { FileFault, TableFault } from './table-event.ts';

const faults = new WeakMap<Error, TableFault>();

/**
 * Ends the reading of a file from within: `readTable` turns it into the event that it is. Nothing else may see it, and
 * every other error is nobody's decision and passes through.
 */
export function failFile(slug: FileFault, where: Omit<TableFault, 'kind' | 'slug'> = {}): never {
  throw fileFailure(slug, where);
}

/** The same, for where a callback must return or be given an error. */
export function fileFailure(slug: FileFault, where: Omit<TableFault, 'kind' | 'slug'> = {}): Error {
  const error = new Error(slug);
  faults.set(error, { kind: 'fault', slug, ...where });
  return error;
}

/** The fault that an error stands for; undefined for any other error. */
export function faultOf(error: unknown): TableFault | undefined {
  return error instanceof Error ? faults.get(error) : undefined;
}
