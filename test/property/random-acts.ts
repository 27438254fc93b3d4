import * as fc from 'fast-check';
import { decideAnswerProposal } from '#domain/decide-answer-proposal.ts';
import { decideAssignNamedDoctor } from '#domain/decide-assign-named-doctor.ts';
import { decideCancelPending } from '#domain/decide-cancel-pending.ts';
import { decideChooseCareUnit } from '#domain/decide-choose-care-unit.ts';
import { decideChooseNamedDoctor } from '#domain/decide-choose-named-doctor.ts';
import { decideSettle } from '#domain/decide-settle.ts';
import type { NamedDoctorAnswer, Origin, PersonListing } from '#domain/listing.ts';
import type { Plan } from '#domain/plan.ts';
import type { Policy } from '#domain/policy.ts';
import type { Decided } from '#domain/refusals.ts';
import {
  cappedSince2020,
  changesAt,
  current,
  hasDoctor,
  person,
  personId,
  policy,
  profile,
  receiptId,
  rosterDoctor,
  since2020,
} from '#support/builders.ts';
import {
  type Canary,
  exempt,
  heldBy,
  newWorld,
  open,
  policyOf,
  save,
  stored,
  takeOver,
  type World,
} from '#support/world.ts';

/** What can happen. A small world, so that people meet: 4 people, 3 units with 1–3 places, 2 doctors each. */
export type Act =
  | { readonly kind: 'choose'; readonly who: number; readonly unit: number; readonly answer: number }
  | { readonly kind: 'doctor'; readonly who: number; readonly unit: number; readonly answer: number }
  | { readonly kind: 'cancel'; readonly who: number }
  /** Staff register that somebody is exempt, or withdraw it. */
  | { readonly kind: 'exempt'; readonly who: number; readonly unit: number; readonly code: number }
  | { readonly kind: 'settle' }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  /** A unit registers or proposes a doctor; the person answers what is open. */
  | {
      readonly kind: 'assign';
      readonly who: number;
      readonly unit: number;
      readonly doctor: number;
      readonly registers: boolean;
    }
  | { readonly kind: 'reply'; readonly who: number; readonly accepts: boolean }
  /** Two people decide on the same reading, then both save. */
  | {
      readonly kind: 'race';
      readonly who: readonly [number, number];
      readonly unit: number;
      readonly answer: number;
    };

const people = 4;
const units = 3;
const who = fc.nat(people - 1);
const unit = fc.nat(units - 1);
const answer = fc.nat(4);
const day = 86_400_000;

export const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('choose'), who, unit, answer }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('doctor'), who, unit, answer }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel'), who }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('exempt'), who, unit, code: fc.constantFrom(0, 0, 1, 2, 3, 3) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('settle') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait'), milliseconds: fc.nat(2 * day) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait'), milliseconds: fc.nat(200 * day) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('race'), who: fc.tuple(who, who), unit, answer }),
  },
);

/** The same, and what units propose. */
export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 20, arbitrary: act },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('assign'),
      who,
      unit,
      doctor: fc.nat(1),
      registers: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reply'), who, accepts: fc.boolean() }) },
);

/** Where a run begins: any instant of 2026–2028, so that clock changes and a leap day are met. */
export const begins: fc.Arbitrary<Date> = fc.date({
  min: new Date('2026-02-01T00:00:00Z'),
  max: new Date('2028-12-31T00:00:00Z'),
  noInvalidDate: true,
});

export const decidedPolicy: fc.Arbitrary<Policy> = fc
  .record({
    effect: fc.constantFrom('next-day' as const, 'next-day' as const, 'at-once' as const),
    countFirstChoice: fc.boolean(),
    limit: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ effect, countFirstChoice, limit }) =>
    policy({ effect, changes: { limit, windowMonths: 12, countFirstChoice } }),
  );

/** A person's listing as taken over: none, or one at the first unit by any origin. */
export const origins: fc.Arbitrary<readonly (Origin | undefined)[]> = fc.array(
  fc.constantFrom<(Origin | undefined)[]>(undefined, 'imported', 'chosen', 'defaultAllocation', 'assigned'),
  { minLength: people, maxLength: people },
);

/** The world before anything happens. The first unit holds more than its cap: taking over does not ask. */
export function startWorld(decided: Policy, from: readonly (Origin | undefined)[]): World {
  const world = newWorld(decided);
  for (let index = 0; index < units; index += 1) {
    const careUnitId = unitId(index);
    open(
      world,
      // The second unit's cap lets nobody past; priority is named and not allowed by the policy.
      {
        profile: profile(careUnitId),
        caps: cappedSince2020(index + 1, index === 1 ? [] : ['careHome', 'medicalPriority']),
      },
      [0, 1].map((number) => ({
        doctor: rosterDoctor(doctorId(careUnitId, number)),
        ceilings: since2020(number === 0 ? 1 : null),
        acceptsNew: true,
      })),
    );
  }
  for (const [index, origin] of from.entries()) {
    if (!origin) continue;
    takeOver(world, {
      personId: personOf(index),
      current: current(unitId(0), {
        origin,
        namedDoctor: index === 0 ? hasDoctor(doctorId(unitId(0), 1)) : { kind: 'unanswered' },
      }),
      changes: index === 1 ? changesAt('2025-12-24T15:00:00Z') : [],
    });
  }
  return world;
}

/** The rules as decided; a canary swaps one of them for a broken one. */
export interface Rules {
  readonly chooseCareUnit: typeof decideChooseCareUnit;
}

export interface Run {
  readonly world: World;
  /** Receipts of choices that were saved. */
  readonly acknowledged: string[];
  now: Date;
}

/** Lets the acts happen, one after the other, on a clock that only they move. */
export function happen(
  world: World,
  acts: readonly Act[],
  from: Date,
  { canary = {}, rules = { chooseCareUnit: decideChooseCareUnit } }: { canary?: Canary; rules?: Rules } = {},
): Run {
  const run: Run = { world, acknowledged: [], now: from };
  const receipts = receiptIds();
  for (const one of acts) {
    const { now } = run;
    if (one.kind === 'wait') run.now = new Date(now.getTime() + one.milliseconds);
    else if (one.kind === 'settle') settleAll(world, now, canary);
    else if (one.kind === 'exempt') exemptOne(world, one, now);
    else if (one.kind === 'race') {
      const plans = one.who.map((index) =>
        decideOn(world, rules, { ...one, kind: 'choose', who: index }, now, receipts),
      );
      for (const planned of plans) keep(run, planned, canary);
    } else keep(run, decideOn(world, rules, one, now, receipts), canary);
  }
  return run;
}

function keep(run: Run, decided: Decided<Plan>, canary: Canary): void {
  if (!decided.ok) return;
  const { personId: id } = decided.listing;
  const outcome = save(run.world, decided, run.now, { kind: 'person', personId: id }, canary);
  const { data } = decided.event;
  if (outcome === 'saved' && 'receiptId' in data && !decided.event.type.endsWith('cancelled')) {
    run.acknowledged.push(data.receiptId);
  }
}

function decideOn(
  world: World,
  rules: Rules,
  one: Extract<Act, { kind: 'choose' | 'doctor' | 'cancel' | 'assign' | 'reply' }>,
  now: Date,
  receipts: Iterator<string, never>,
): Decided<Plan> {
  const id = personOf(one.who);
  settleOne(world, id, now);
  const decided = policyOf(world, now);
  const listing: PersonListing = stored(world, id);
  const me = person({ personId: id });
  if (one.kind === 'cancel') return decideCancelPending({ listing }, { person: me }, decided, now);
  if (one.kind === 'reply') {
    const { current: place } = listing;
    const messageId = place?.proposal?.messageId ?? '';
    const reply = { person: me, messageId, receiptId: receipts.next().value };
    const met = { listing, capacity: world.capacities.get(place?.careUnitId ?? '') };
    return decideAnswerProposal(met, { ...reply, answer: one.accepts ? 'accept' : 'decline' }, decided, now);
  }
  const careUnitId = unitId(one.unit);
  const held = heldBy(world, id, careUnitId);
  const state = { listing, capacity: world.capacities.get(careUnitId), held };
  if (one.kind === 'assign') {
    const kind = one.registers ? 'registered' : 'proposed';
    const messageId = receipts.next().value;
    const given = {
      person: me,
      careUnitId,
      doctorId: doctorId(careUnitId, one.doctor),
      kind,
      messageId,
    } as const;
    return decideAssignNamedDoctor(state, given, decided, now);
  }
  const namedDoctor = answerOf(careUnitId, one.answer);
  const command = { person: me, careUnitId, namedDoctor, receiptId: receipts.next().value };
  if (one.kind === 'doctor') return decideChooseNamedDoctor(state, command, decided, now);
  const { conditionsVersion } = decided;
  return rules.chooseCareUnit(state, { ...command, conditionsVersion }, decided, now);
}

function exemptOne(world: World, one: Extract<Act, { kind: 'exempt' }>, now: Date): void {
  const code = (['careHome', 'family', 'medicalPriority', 'withdraw'] as const)[one.code] ?? 'careHome';
  settleOne(world, personOf(one.who), now);
  exempt(world, personOf(one.who), unitId(one.unit), code, now);
}

function settleAll(world: World, now: Date, canary: Canary): void {
  for (const id of world.listings.keys()) settleOne(world, id, now, canary);
}

function settleOne(world: World, id: string, now: Date, canary: Canary = {}): void {
  const decided = decideSettle({ listing: stored(world, id) }, now);
  if (decided.ok) save(world, decided, now, { kind: 'system', process: 'midnight' }, canary);
}

function answerOf(careUnitId: string, index: number): NamedDoctorAnswer {
  const kinds = ['later', 'noPreference', 'declined'] as const;
  const kind = kinds[index];
  return kind ? { kind } : { kind: 'doctor', doctorId: doctorId(careUnitId, index - kinds.length) };
}

function* receiptIds(): Generator<string, never> {
  for (let number = 1; ; number += 1) yield receiptId(number);
}

const unitId = (index: number) => `unit-${index}`;
const doctorId = (careUnitId: string, number: number) => `${careUnitId.replace('-', '')}d${number}`;
const personOf = (index: number) => personId(`p${index}`);
