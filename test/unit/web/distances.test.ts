import { expect, test } from 'vitest';
import type { Called } from '../../../web/src/api/client.ts';
import { distancesFor } from '../../../web/src/find/distances.ts';

type Mine = Called<'getMyPage'>;
const problem = { type: '', title: '', detail: '', status: 0, reference: '' };
const refused = (status: number): Mine => ({
  ok: false,
  status,
  slug: status === 401 ? 'session-ended' : 'temporarily-unavailable',
  problem,
  setCookies: [],
});
const signedIn = (protectedIdentity: boolean): Mine => ({
  ok: true,
  setCookies: [],
  answer: {
    asOf: '2026-11-21T10:00:00.000Z',
    abilities: { choose: 'yes', suggestedAudience: 'standard', protectedIdentity },
    changes: { limit: 2, windowMonths: 12, left: 2, comeBackOn: [] },
    history: [],
  },
});

test.each<[string, Mine | undefined, boolean, boolean]>([
  ['nobody can be signed in', undefined, true, false],
  ['the session has ended', refused(401), true, false],
  ['the reader is not protected', signedIn(false), true, false],
  ['the reader is protected', signedIn(true), false, true],
  ['it cannot be told who reads (503)', refused(503), false, false],
  ['it cannot be told who reads (500)', refused(500), false, false],
])('%s: distances are shown %s', (_, mine, areShown, isProtected) => {
  expect(distancesFor(mine)).toEqual({ areShown, isProtected });
});
