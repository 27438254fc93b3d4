import type { Called } from '../api/client.ts';

/** Whether distances are worked out for this reader. */
export interface Distances {
  /** The reader's identity is known to be protected: the page says why there are none. */
  readonly isProtected: boolean;
  readonly areShown: boolean;
}

/**
 * A distance could tell where a protected person is: then none is worked out and none is shown. Nor where it cannot be
 * told who reads: only one who is not signed in, or whose identity is known not to be protected, gets distances.
 *
 * @param mine what was said of the reader; undefined where nobody can be signed in
 */
export function distancesFor(mine: Called<'getMyPage'> | undefined): Distances {
  if (!mine) return { isProtected: false, areShown: true };
  if (!mine.ok) return { isProtected: false, areShown: mine.status === 401 };
  const { protectedIdentity } = mine.answer.abilities;
  return { isProtected: protectedIdentity, areShown: !protectedIdentity };
}
