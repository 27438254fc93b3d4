import { describe, expect, test } from 'vitest';
import { canonicalJson, chainEvent, hashOf, headAfter, verifyChain } from '#domain/event-chain.ts';
import type { AuditEvent } from '#domain/events.ts';
import { verifySeals } from '#domain/seal.ts';
import { makeSeals } from '#support/builders.ts';

/** A short stream of one person. */
function stream(): AuditEvent[] {
  const events: AuditEvent[] = [];
  let head = { sequence: 0, hash: '' };
  for (const receiptId of ['a', 'b', 'c']) {
    const event = chainEvent(head, {
      stream: 'PERSON#p',
      eventId: `e${receiptId}`,
      type: 'pending-choice-cancelled',
      at: `2026-11-21T10:0${events.length}:00.000Z`,
      actor: { kind: 'person', personId: 'p' },
      sealedUnder: 'falun',
      data: { careUnitId: 'falun', receiptId },
    });
    head = headAfter(event);
    events.push(event);
  }
  return events;
}

function lastEvent(): AuditEvent {
  const last = stream().at(-1);
  if (!last) throw new Error('The stream is empty');
  return last;
}

/** The stream with one event altered. */
function altered(index: number, change: Partial<AuditEvent>): AuditEvent[] {
  return stream().map((event, at) => (at === index ? { ...event, ...change } : event));
}

const faults = (events: AuditEvent[]) => verifyChain(events).map(({ sequence, fault }) => [sequence, fault]);

describe('canonical JSON', () => {
  test('one spelling: keys sorted at every depth, absent and undefined alike', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 'å' }], a: null, e: undefined, f: true })).toBe(
      '{"a":null,"b":[{"c":"å","d":1}],"f":true}',
    );
    expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1, c: undefined }));
  });

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [() => 1], [1n], [undefined], [[undefined]]])(
    'what JSON cannot say is a fault: %s',
    (value) => {
      expect(() => canonicalJson(value)).toThrow('canonical JSON');
    },
  );
});

describe('the chain of a stream (trust I9)', () => {
  test('an untouched chain verifies, in any order', () => {
    expect(verifyChain(stream())).toEqual([]);
    expect(verifyChain(stream().toReversed())).toEqual([]);
    expect(verifyChain([])).toEqual([]);
  });

  test('the first event follows nothing, each other the one before', () => {
    const [first, second] = stream();
    expect(first).toMatchObject({ sequence: 1, previousHash: '' });
    expect(second).toMatchObject({ sequence: 2, previousHash: first?.hash });
    expect(first?.hash).toMatch(/^[\w-]{43}$/);
  });

  test.each([
    ['time', { at: '2026-11-21T10:00:01.000Z' }],
    ['actor', { actor: { kind: 'system', process: 'midnight' } }],
    ['data', { data: { careUnitId: 'falun', receiptId: 'x' } }],
    ['type', { type: 'listing-took-effect' }],
    ['unit', { sealedUnder: 'mora' }],
    ['id', { eventId: 'x' }],
  ] as const)('an edited %s is found', (_, change) => {
    expect(faults(altered(1, change))).toEqual([[2, 'hash-differs']]);
  });

  test('an event rewritten with a fitting hash is found at the next', () => {
    const events = stream();
    const [first, second, third] = events;
    if (!first || !second || !third) throw new Error('The stream is too short');
    const { hash: _hash, ...rest } = { ...second, data: {} };
    expect(faults([first, { ...rest, hash: hashOf(rest) }, third])).toEqual([[3, 'previous-hash-differs']]);
  });

  test('a missing and a doubled event are found', () => {
    const [first, second, third] = stream();
    if (!first || !second || !third) throw new Error('The stream is too short');
    expect(faults([first, third])).toEqual([[3, 'sequence-broken']]);
    expect(faults([first, second, second, third])).toEqual([[2, 'sequence-broken']]);
    expect(faults([second, third])).toEqual([[2, 'sequence-broken']]);
  });
});

describe('seals', () => {
  const kinds = (seals: ReturnType<typeof makeSeals>, events = stream()) =>
    verifySeals(seals, events).map(({ fault }) => fault);
  const [first, second, third] = makeSeals(stream());
  if (!first || !second || !third) throw new Error('Three minutes make three seals');

  test('each event in exactly one seal, the seals chained', () => {
    expect(kinds([first, second, third])).toEqual([]);
    expect(second).toMatchObject({ sequence: 2, previousHash: first.hash, minute: '2026-11-21T10:01Z' });
  });

  test.each([
    ['an event left out', [first, second], ['event-not-sealed']],
    ['a seal lost', [first, third], ['sequence-broken', 'event-not-sealed']],
    ['a seal doubled', [first, second, second, third], ['sequence-broken', 'event-sealed-twice']],
    ['a seal edited', [first, { ...second, minute: '2026-11-21T10:05Z' }, third], ['hash-differs']],
    [
      'a seal under another unit',
      makeSeals(stream().map((event) => ({ ...event, sealedUnder: 'mora' }))),
      Array(3).fill('event-sealed-elsewhere'),
    ],
    ['an event that is gone', makeSeals([...stream(), { ...lastEvent(), sequence: 4 }]), ['event-missing']],
  ])('%s is found', (_, seals, expected) => {
    expect(kinds([...seals])).toEqual(expected);
  });

  test('an event rewritten after it was sealed is found, even with a fitting chain', () => {
    const { hash: _hash, ...rest } = { ...lastEvent(), data: {} };
    const events = [...stream().slice(0, 2), { ...rest, hash: hashOf(rest) }];
    expect(verifyChain(events)).toEqual([]);
    expect(kinds([first, second, third], events)).toEqual(['event-hash-differs']);
  });
});
