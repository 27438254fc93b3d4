import { capAt, ceilingAt, exemptionsAt } from '#domain/admission.ts';
import type { CapExemption } from '#domain/cap-exemption.ts';
import type { Capacity } from '#domain/capacity.ts';
import { type AuditEvent, dataOf } from '#domain/events.ts';
import { type HeldExemption, isAllowed, isInForce } from '#domain/exemption.ts';
import type { NamedDoctor, PersonListing } from '#domain/listing.ts';
import { type DatedPolicy, policyAt } from '#domain/policy.ts';
import { exemptionRulesOf } from '#domain/policy-defaults.ts';
import { replayPerson } from '#domain/replay-person.ts';
import { localDate, subtractMonths } from '#domain/stockholm-time.ts';
import type { Violation } from './checker.ts';

/** An event of a person with the listing before and after it. */
interface Told {
  readonly event: AuditEvent;
  readonly before: PersonListing | undefined;
  readonly after: PersonListing;
  /** What the person held when it happened, by care unit. */
  readonly held: ReadonlyMap<string, HeldExemption>;
}

/** One counter's step: of a unit, or of a doctor at a unit. */
interface CounterStep {
  readonly careUnitId: string;
  readonly doctorId?: string;
  readonly by: number;
  readonly at: number;
  /** Chosen, so that the limit applied; taking over a register does not ask. */
  readonly chosen: boolean;
  /** What the event says let the choice past the unit's cap, and what the person held there. */
  readonly exemption?: CapExemption;
  readonly held?: HeldExemption | undefined;
}

/**
 * I1: each choice happened while there was a place under the cap, and under the doctor's ceiling, then in force.
 * Events carry the time at which they were decided, not committed: a release may count `commitDelay` ms earlier, one who
 * is exempt as much later (of those at one instant the last, for anybody else may have come before), and a
 * limit apply as much later. A choice past a cap names an exemption of that cap's decision which the region allows and,
 * where the service cannot judge it from what it knows, which staff had registered for that person.
 */
export function checkAdmissions(
  events: readonly AuditEvent[],
  capacities: ReadonlyMap<string, Capacity>,
  versions: readonly DatedPolicy[],
  commitDelay: number,
): Violation[] {
  const counterOf = ({ careUnitId, doctorId }: CounterStep) => `${careUnitId} ${doctorId ?? ''}`;
  const time = ({ at, by, exemption }: CounterStep) =>
    by < 0 ? at - commitDelay : exemption ? at + commitDelay : at;
  const last = ({ exemption }: CounterStep) => (exemption ? 1 : 0);
  const steps = tell(events)
    .flatMap(counterSteps)
    .toSorted((a, b) => time(a) - time(b) || a.by - b.by || last(a) - last(b));
  const taken = new Map<string, number>();
  const violations: Violation[] = [];
  for (const step of steps) {
    const counter = counterOf(step);
    const before = taken.get(counter) ?? 0;
    taken.set(counter, before + step.by);
    const capacity = capacities.get(step.careUnitId);
    const doctor = step.doctorId === undefined ? undefined : capacity?.doctors[step.doctorId];
    // A limit that began less than the delay ago may have been committed after the choice.
    const limit = loosest(
      [step.at, step.at - commitDelay].map((at) => {
        const now = new Date(at);
        if (doctor) return ceilingAt(doctor, now);
        return capacity && !step.doctorId ? capAt(capacity, now) : null;
      }),
    );
    const passes = step.exemption !== undefined && !step.doctorId;
    if (passes && !isFounded(step, capacity, versions)) {
      violations.push({ invariant: 'I1', of: counter.trim(), what: 'an exemption without a ground' });
    }
    if (step.by > 0 && step.chosen && !passes && limit !== null && before >= limit) {
      violations.push({ invariant: 'I1', of: counter.trim(), what: `chosen at ${before} of ${limit}` });
    }
  }
  return violations;
}

/** Exempt by a code that the cap in force names, the region allows, and somebody registered or a birth date can show. */
function isFounded(
  { exemption, held, at }: CounterStep,
  capacity: Capacity | undefined,
  versions: readonly DatedPolicy[],
): boolean {
  const now = new Date(at);
  if (exemption === undefined || !capacity || !exemptionsAt(capacity, now).includes(exemption)) return false;
  if (!isAllowed(exemption, exemptionRulesOf(policyAt(versions, now)))) return false;
  if (exemption === 'child0to6') return true;
  return held?.code === exemption && isInForce(held, localDate(now));
}

function loosest(limits: readonly (number | null)[]): number | null {
  return limits.includes(null) ? null : Math.max(...limits.map((limit) => limit ?? 0));
}

/**
 * I5: at each counted change at most the limit lie in the window that ends with it, whatever the listing's own record
 * says; and what counts is a change from a listing that somebody chose (or that was taken over).
 */
export function checkQuota(events: readonly AuditEvent[], versions: readonly DatedPolicy[]): Violation[] {
  const violations: Violation[] = [];
  for (const told of Map.groupBy(tell(events), ({ event }) => event.stream).values()) {
    let counted: { at: string; receiptId?: string }[] = [];
    for (const { event, before } of told) {
      const drop = before?.pending?.receipt.receiptId;
      if (event.type === 'pending-choice-cancelled' || event.type === 'pending-choice-replaced') {
        counted = counted.filter(({ receiptId }) => receiptId === undefined || receiptId !== drop);
      }
      counted.push(...(dataOf(event, 'listing-imported')?.changes ?? []).map(({ at }) => ({ at })));
      const chosen = dataOf(event, 'care-unit-chosen') ?? dataOf(event, 'pending-choice-replaced');
      if (!chosen) continue;
      const { limit, windowMonths, countFirstChoice } = policyAt(versions, new Date(event.at)).changes;
      const violated = (what: string) => violations.push({ invariant: 'I5', of: event.stream, what });
      if (chosen.counted !== isChange(before, countFirstChoice)) violated('counted wrongly');
      if (!chosen.counted) continue;
      counted.push({ at: event.at, receiptId: chosen.receiptId });
      const start = subtractMonths(new Date(event.at), windowMonths).toISOString();
      const inWindow = counted.filter(({ at }) => at > start).length;
      if (inWindow > limit) violated(`${inWindow} changes in ${windowMonths} months`);
    }
  }
  return violations;
}

function isChange(before: PersonListing | undefined, countFirstChoice: boolean): boolean {
  const origin = before?.current?.origin;
  if (!origin) return false;
  return origin === 'chosen' || origin === 'imported' || countFirstChoice;
}

/** Every person's events in order, each with what it met and what it made. */
function tell(events: readonly AuditEvent[]): Told[] {
  const people = events.filter(({ stream }) => stream.startsWith('PERSON#'));
  return [...Map.groupBy(people, ({ stream }) => stream)].flatMap(([stream, ofPerson]) => {
    const inOrder = ofPerson.toSorted((a, b) => a.sequence - b.sequence);
    const states = inOrder.map((_, index) =>
      replayPerson(stream.slice('PERSON#'.length), inOrder.slice(0, index + 1)),
    );
    return inOrder.flatMap((event, index) => {
      const after = states[index];
      const { listing: before, exemptions: held = new Map() } = states[index - 1] ?? {};
      return after ? [{ event, before, after: after.listing, held }] : [];
    });
  });
}

function counterSteps({ event, before, after, held }: Told): CounterStep[] {
  const was = places(before);
  const is = places(after);
  const at = Date.parse(event.at);
  const chosen = event.type !== 'listing-imported';
  const choice = dataOf(event, 'care-unit-chosen') ?? dataOf(event, 'pending-choice-replaced');
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((counter) => {
    const by = (is.get(counter) ?? 0) - (was.get(counter) ?? 0);
    const [careUnitId = '', doctorId] = counter.split(' ');
    if (by === 0) return [];
    const exemption = choice?.careUnitId === careUnitId ? choice.exemption : undefined;
    const own = exemption && by > 0 ? { exemption, held: held.get(careUnitId) } : {};
    return [{ careUnitId, ...(doctorId && { doctorId }), by, at, chosen, ...own }];
  });
}

/** The counters a listing holds places in, by `unit` and `unit doctor`. */
function places(listing: PersonListing | undefined): Map<string, number> {
  const held = new Map<string, number>();
  const hold = (counter: string) => held.set(counter, (held.get(counter) ?? 0) + 1);
  for (const { careUnitId, doctorId, offer } of listing?.waiting ?? []) {
    if (offer) hold(doctorId === undefined ? careUnitId : `${careUnitId} ${doctorId}`);
  }
  for (const place of [listing?.current, listing?.pending]) {
    if (!place) continue;
    hold(place.careUnitId);
    const doctorId = doctorOf(place.namedDoctor);
    if (doctorId) hold(`${place.careUnitId} ${doctorId}`);
  }
  return held;
}

function doctorOf(namedDoctor: NamedDoctor): string | undefined {
  return namedDoctor.kind === 'doctor' ? namedDoctor.doctorId : undefined;
}
