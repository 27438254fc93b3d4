import { describe, expect, test } from 'vitest';
import { decideAnswerProposal } from '#domain/decide-answer-proposal.ts';
import { decideAssignNamedDoctor } from '#domain/decide-assign-named-doctor.ts';
import { decideChooseNamedDoctor } from '#domain/decide-choose-named-doctor.ts';
import type { CurrentListing, NamedDoctor, PersonListing } from '#domain/listing.ts';
import { capacity, current, hasDoctor, listing, person, policy, receiptId } from '#support/builders.ts';

const now = new Date('2026-11-21T12:00:00+01:00');
const at = now.toISOString();
const messageId = receiptId(9);
const unit = () => capacity('falun', { doctors: { ek01: { taken: 3 }, lind: { taken: 1 } } });
const listedWith = (namedDoctor: NamedDoctor, over: Partial<CurrentListing> = {}): PersonListing =>
  listing({ current: current('falun', { namedDoctor, ...over }) });
const assigned: NamedDoctor = {
  kind: 'doctor',
  doctorId: 'ek01',
  origin: 'assigned',
  since: '2026-11-01T10:00:00.000Z',
};
const open = { kind: 'registered', doctorId: 'ek01', at: '2026-11-01T10:00:00.000Z', messageId } as const;

const assign = (
  before: PersonListing,
  kind: 'registered' | 'proposed' = 'registered',
  over: { doctorId?: string; careUnitId?: string; birthDate?: string } = {},
) =>
  decideAssignNamedDoctor(
    { listing: before, capacity: unit() },
    { person: person(over), careUnitId: 'falun', doctorId: 'ek01', kind, messageId, ...over },
    policy(),
    now,
  );
const slugOf = (decided: ReturnType<typeof assign>) => (decided.ok ? 'ok' : decided.refusal.slug);

describe('registering (HSL 7 kap. 3 §: the unit offers a named doctor) writes over no answer (patientlagen 6 kap. 3 §)', () => {
  const since = '2026-01-01T00:00:00.000Z';
  const gone = { kind: 'doctor', doctorId: 'gone', origin: 'chosen', since } as const;
  test.each<[string, NamedDoctor, string, string]>([
    ['never asked', { kind: 'unanswered' }, 'ok', 'ok'],
    ['later', { kind: 'later', since }, 'ok', 'ok'],
    ['whoever the unit proposes', { kind: 'noPreference', since }, 'ok', 'ok'],
    ['wants none', { kind: 'declined', since }, 'doctor-chosen-by-person', 'ok'],
    ['chose another', hasDoctor('lind'), 'doctor-chosen-by-person', 'ok'],
    [
      'came with another from the register',
      { ...gone, doctorId: 'lind', origin: 'imported' },
      'doctor-chosen-by-person',
      'ok',
    ],
    ['was given another', { ...gone, doctorId: 'lind', origin: 'assigned' }, 'ok', 'ok'],
    ['chose one who has left', gone, 'ok', 'ok'],
    ['chose this one', hasDoctor('ek01'), 'doctor-already-chosen', 'doctor-already-chosen'],
  ])('%s', (_, namedDoctor, registering, proposing) => {
    expect(slugOf(assign(listedWith(namedDoctor)))).toBe(registering);
    expect(slugOf(assign(listedWith(namedDoctor), 'proposed'))).toBe(proposing);
  });

  test('is origin assigned, moves the counters and tells the person', () => {
    const decided = assign(listedWith({ ...assigned, doctorId: 'lind' }));
    expect(decided).toMatchObject({
      ok: true,
      listing: { version: 2, current: { namedDoctor: { doctorId: 'ek01', origin: 'assigned', since: at } } },
      capacity: [
        { taken: 0, doctors: { lind: -1, ek01: 1 }, declinedDoctor: 0, expects: { nobodyWaiting: false } },
      ],
      messages: [{ kind: 'doctor-registered', at, data: { careUnitId: 'falun', doctorId: 'ek01' } }],
      event: { type: 'named-doctor-assigned', sealedUnder: 'falun' },
    });
  });

  test('a proposal moves no counter and no doctor', () => {
    const before = listedWith(hasDoctor('lind'));
    expect(assign(before, 'proposed')).toMatchObject({
      ok: true,
      capacity: [],
      listing: { current: { namedDoctor: before.current?.namedDoctor, proposal: { kind: 'proposed' } } },
    });
  });

  test('a newer proposal closes the older', () => {
    const before = listedWith(
      { kind: 'unanswered' },
      { proposal: { ...open, kind: 'proposed', doctorId: 'lind' } },
    );
    expect(assign(before, 'proposed')).toMatchObject({
      messages: [{ answer: 'other', readAt: at }, { kind: 'doctor-proposed' }],
    });
  });

  test('only where the person is listed now, and only a doctor of that roster', () => {
    const unanswered = listedWith({ kind: 'unanswered' });
    expect(slugOf(assign(unanswered, 'registered', { careUnitId: 'mora' }))).toBe('not-listed-here');
    expect(slugOf(assign(listing({})))).toBe('not-listed-here');
    expect(slugOf(assign(unanswered, 'registered', { doctorId: 'nobody' }))).toBe('doctor-not-choosable');
  });

  test('a doctor declined is not proposed again, and after five times nobody is', () => {
    const no = (doctorId: string) => ({ doctorId, at });
    const unanswered: NamedDoctor = { kind: 'unanswered' };
    expect(slugOf(assign(listedWith(unanswered, { declined: [no('ek01')] }), 'proposed'))).toBe(
      'doctor-declined',
    );
    expect(slugOf(assign(listedWith(unanswered, { declined: [no('lind')] })))).toBe('ok');
    const many = ['a', 'b', 'c', 'd', 'e'].map(no);
    expect(slugOf(assign(listedWith(unanswered, { declined: many })))).toBe('doctor-declined');
  });
});

describe('answering', () => {
  const answer = (
    before: PersonListing,
    reply: 'accept' | 'decline',
    over: { birthDate?: string; id?: string } = {},
  ) =>
    decideAnswerProposal(
      { listing: before, capacity: unit() },
      { person: person(over), messageId: over.id ?? messageId, answer: reply, receiptId: receiptId(2) },
      policy(),
      now,
    );

  test('yes to a registered doctor is the person’s own choice, since the day it began, with no counter moved', () => {
    expect(answer(listedWith(assigned, { proposal: open }), 'accept')).toMatchObject({
      ok: true,
      capacity: [],
      listing: { current: { namedDoctor: { doctorId: 'ek01', origin: 'chosen', since: assigned.since } } },
      messages: [{ answer: 'accepted', readAt: at }],
      event: { type: 'named-doctor-chosen' },
    });
  });

  test('yes to a proposed doctor takes the place', () => {
    const before = listedWith(hasDoctor('lind'), { proposal: { ...open, kind: 'proposed' } });
    expect(answer(before, 'accept')).toMatchObject({
      ok: true,
      capacity: [{ doctors: { lind: -1, ek01: 1 } }],
    });
  });

  test('no to a registered doctor gives the place back and counts', () => {
    const decided = answer(listedWith(assigned, { proposal: open }), 'decline');
    expect(decided).toMatchObject({
      ok: true,
      capacity: [{ doctors: { ek01: -1 }, declinedDoctor: 1 }],
      listing: {
        current: { namedDoctor: { kind: 'declined', since: at }, declined: [{ doctorId: 'ek01', at }] },
      },
    });
    expect(decided.ok && decided.listing.current).not.toHaveProperty('proposal');
  });

  test('no to a proposal leaves the doctor one has', () => {
    const before = listedWith(hasDoctor('lind'), { proposal: { ...open, kind: 'proposed' } });
    expect(answer(before, 'decline')).toMatchObject({
      ok: true,
      capacity: [],
      listing: { current: { namedDoctor: before.current?.namedDoctor, declined: [{ doctorId: 'ek01' }] } },
    });
  });

  test('an answer to an older proposal is none to the next', () => {
    const decided = answer(listedWith(assigned, { proposal: open }), 'decline', { id: receiptId(8) });
    expect(decided).toEqual({ ok: false, refusal: { slug: 'proposal-answered' } });
  });

  test('below the age of choosing one’s guardian answers (policy ages)', () => {
    const decided = answer(listedWith(assigned, { proposal: open }), 'decline', { birthDate: '2012-01-01' });
    expect(decided).toEqual({ ok: false, refusal: { slug: 'guardian-confirms' } });
  });

  test('any own choice closes what was proposed; wanting no doctor is a no to this one', () => {
    const choose = (kind: 'later' | 'declined') =>
      decideChooseNamedDoctor(
        { listing: listedWith(assigned, { proposal: open }), capacity: unit() },
        { person: person(), careUnitId: 'falun', namedDoctor: { kind }, receiptId: receiptId(2) },
        policy(),
        now,
      );
    expect(choose('later')).toMatchObject({
      messages: [{ answer: 'other' }],
      capacity: [{ doctors: { ek01: -1 } }],
    });
    expect(choose('declined')).toMatchObject({
      messages: [{ answer: 'declined' }],
      listing: { current: { declined: [{ doctorId: 'ek01' }] } },
    });
  });
});
