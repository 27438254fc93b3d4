import { expect, test } from 'vitest';
import { createApi } from '../../../web/src/api/client.ts';
import { type CallName, paths } from '../../../web/src/api/paths.ts';
import { beginChoice } from '../../../web/src/components/person/begin-choice.ts';
import { leftAfter, nextStep } from '../../../web/src/components/person/choice-steps.ts';
import { confirmationOf, confirmChoice } from '../../../web/src/components/person/confirm-choice.ts';
import { answerOfField, fieldValueOf } from '../../../web/src/components/person/named-doctor-answer.ts';
import type { Choice, Draft } from '../../../web/src/components/person/views.ts';

const changes = { limit: 2, windowMonths: 12, left: 1, comeBackOn: ['2027-03-03'] };
const choice: Choice = {
  asOf: '2026-11-21T10:00:00.000Z',
  abilities: { choose: 'yes', suggestedAudience: 'standard', protectedIdentity: false },
  doctors: [],
  conditions: { version: '2' },
  counted: true,
  changes,
};
const careUnitId = 'falu-vardcentral';
const key = '0123456789abcdefghjkmnpqrs';
const pendingAt = (id: string, counted: boolean): Choice['pending'] => ({
  careUnitId: id,
  careUnitName: 'Falu',
  effectiveFrom: '2026-11-21T23:00:00.000Z',
  namedDoctor: { kind: 'unanswered' },
  receipt: { receiptId: 'r', chosenAt: '2026-11-21T09:00:00.000Z', conditionsVersion: '2', counted },
});

/** The real client over canned answers by call: an object answers, a slug refuses. And the names of what was called. */
function apiOf(answers: Partial<Record<CallName, object | string>>) {
  const calls: string[] = [];
  const api = createApi({
    apiOrigin: 'https://api.example',
    publicOrigin: 'https://public.example',
    edgeSecret: 'edge',
    tag: 'sv',
    cookies: null,
    fetch: async (url, init) => {
      const { pathname } = new URL(String(url));
      const [name] =
        Object.entries(paths).find(([, { path, method }]) => path === pathname && method === init?.method) ??
        [];
      calls.push(name ?? pathname);
      const met = Object.entries(answers).find(([called]) => called === name)?.[1];
      if (typeof met !== 'string') return Response.json(met);
      const problem = { type: `urn:problem:${met}`, title: '', detail: '', status: 409, reference: '' };
      const headers = { 'content-type': 'application/problem+json' };
      return new Response(JSON.stringify(problem), { status: 409, headers });
    },
  });
  return { api, calls };
}

test.each<[string, Draft | undefined, string]>([
  ['nothing answered', undefined, 'lakare'],
  ['only the unit', { careUnitId }, 'lakare'],
  ['the doctor', { careUnitId, namedDoctor: { kind: 'later' } }, 'villkor'],
  [
    'conditions since rewritten',
    { careUnitId, namedDoctor: { kind: 'later' }, conditionsVersion: '1' },
    'villkor',
  ],
  ['everything', { careUnitId, namedDoctor: { kind: 'later' }, conditionsVersion: '2' }, 'kontrollera'],
])('%s: the next page is the first whose answer is missing', (_, draft, step) => {
  expect(nextStep({ draft, conditions: { version: '2' } })).toBe(step);
});

test.each([
  [true, undefined, 0],
  [false, undefined, 1],
  [true, pendingAt('a', true), 1],
  [true, pendingAt('a', false), 0],
])('counted %s, replacing %j: changes left after it', (counted, pending, left) => {
  expect(leftAfter({ counted, changes, pending })).toBe(left);
});

test('an answer survives its form field; what was never offered is no answer', () => {
  for (const kind of ['later', 'noPreference', 'declined'] as const) {
    expect(answerOfField(fieldValueOf({ kind }) ?? '')).toEqual({ kind });
  }
  const doctor = { kind: 'doctor', doctorId: 'abcd1' } as const;
  expect(answerOfField(fieldValueOf(doctor) ?? '')).toEqual(doctor);
  expect([null, '', 'everything', 'toString'].map(answerOfField)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('a unit that is new to the draft is kept before the first question', async () => {
  const { api, calls } = apiOf({ getChoice: choice, saveDraft: { intentKey: 'k' } });
  expect(await beginChoice(api, careUnitId)).toEqual({ kind: 'onward', to: 'valj/lakare' });
  expect(calls).toEqual(['getChoice', 'saveDraft', 'getChoice']);
});

test('answers already given for the unit stay', async () => {
  const { api, calls } = apiOf({ getChoice: { ...choice, draft: { careUnitId } } });
  await beginChoice(api, careUnitId);
  expect(calls).not.toContain('saveDraft');
});

test.each(['care-unit-full', 'rechoice-limit-reached'])('%s is told before any question', async (slug) => {
  const { api } = apiOf({ getChoice: { ...choice, draft: { careUnitId }, refusal: { slug } } });
  expect(await beginChoice(api, careUnitId)).toMatchObject({ kind: 'stopped', slug });
});

test('who is too young is told so, not sent an error', async () => {
  const { api } = apiOf({ getChoice: choice, saveDraft: 'guardian-confirms' });
  expect(await beginChoice(api, careUnitId)).toMatchObject({ kind: 'stopped', slug: 'guardian-confirms' });
});

test('where one is listed only the doctor is asked for; who is leaving is told how to stay', async () => {
  const here = { ...choice, draft: { careUnitId }, effect: 'doctor-only' };
  const stays = await beginChoice(apiOf({ getChoice: here }).api, careUnitId);
  const leaving = { ...here, pending: pendingAt('elsewhere', true) };
  const leaves = await beginChoice(apiOf({ getChoice: leaving }).api, careUnitId);
  expect(stays).toEqual({ kind: 'onward', to: 'min-sida/lakare' });
  expect(leaves).toMatchObject({ kind: 'stopped', slug: 'already-listed-here' });
});

test('the confirming form is whole or nothing', () => {
  const form = new FormData();
  form.set('intentKey', key);
  form.set('careUnitId', careUnitId);
  form.set('namedDoctor', 'later');
  expect(confirmationOf(form)).toBeUndefined();
  form.set('conditionsVersion', '2');
  expect(confirmationOf(form)).toEqual({
    intentKey: key,
    body: { careUnitId, namedDoctor: { kind: 'later' }, conditionsVersion: '2' },
  });
  // A key that is none of ours could not even be sent on.
  for (const forged of ['k', 'x'.repeat(65), `${key}\n`, `${key}\u202E`]) {
    form.set('intentKey', forged);
    expect(confirmationOf(form)).toBeUndefined();
  }
});

test.each([
  [{ receiptId: 'abc' }, { kind: 'onward', to: 'kvitto/abc' }],
  ['care-unit-full', { kind: 'onward', to: 'valj/platsen-gick' }],
  ['doctor-full', { kind: 'onward', to: 'valj/platsen-gick' }],
  ['conditions-changed', { kind: 'onward', to: 'valj/villkor' }],
  ['temporarily-unavailable', { kind: 'no-answer' }],
  ['idempotency-key-reused', { kind: 'trouble' }],
])('confirming that meets %j ends on a page that says so', async (met, outcome) => {
  const body = { careUnitId, namedDoctor: { kind: 'later' }, conditionsVersion: '2' } as const;
  const { api } = apiOf({ chooseCareUnit: met });
  expect(await confirmChoice(api, { intentKey: 'k', body })).toMatchObject(outcome);
});
