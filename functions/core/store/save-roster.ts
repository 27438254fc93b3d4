import type { PlannedEvent } from '#domain/events.ts';
import type { Actor } from '#domain/person.ts';
import type { RosterPlan } from '#domain/roster-change.ts';
import type { StaffRole } from '#domain/staff-assignment.ts';
import { toCapacityItem } from './capacity-item.ts';
import { goneDoctorItem, type StoredCareUnit, toDoctorItem, toProfileItem } from './care-unit-item.ts';
import type { Database } from './database.ts';
import { eventStep } from './event-item.ts';
import { keys } from './keys.ts';
import { toRosterChangeItem } from './roster-change-item.ts';
import { type Step, transact } from './transaction.ts';

/** A member of staff in a role, when, and where the ids of events come from. */
export interface RosterAct {
  readonly at: Date;
  readonly staffMemberId: string;
  readonly role: StaffRole;
  readonly newId: () => string;
}

/** What is saved together with a roster's plan: an event after the roster's own, where there is one, and items. */
export interface SavedAlong {
  readonly event?: PlannedEvent;
  readonly steps: readonly Step[];
}

/**
 * Saves a plan in one transaction: PROFILE with the chain's new head, CAPACITY on the `rev` that was met, and for each
 * change its roster item, its event and its line of the history. All or nothing: with three items a change and two of
 * the unit, 32 changes stay within the hundred of a transaction.
 *
 * @returns whether it was saved; not where anybody changed the unit, or a counter the plan leans on, meanwhile.
 */
export async function saveRosterPlan(
  database: Database,
  unit: StoredCareUnit,
  plan: RosterPlan,
  act: RosterAct,
  along?: SavedAlong,
): Promise<boolean> {
  const { careUnitId } = plan;
  const actor: Actor = { kind: 'staff', staffMemberId: act.staffMemberId, role: act.role };
  let head = unit.chain;
  const steps: Step[] = [];
  for (const { event: planned, ...change } of plan.changes) {
    const { doctorId, after } = change;
    const at = { at: act.at, actor, eventId: act.newId() };
    const event = eventStep(`event ${doctorId}`, `UNIT#${careUnitId}`, head, planned, at);
    head = event.head;
    const made = { ...change, sequence: head.sequence, at: act.at.toISOString(), role: act.role };
    steps.push(
      {
        name: `doctor ${doctorId}`,
        table: 'main',
        put: after ? toDoctorItem(careUnitId, after.doctor) : goneDoctorItem(careUnitId, doctorId),
      },
      event.step,
      { name: `history ${doctorId}`, table: 'main', put: toRosterChangeItem(careUnitId, made) },
    );
  }
  if (along?.event) {
    const at = { at: act.at, actor, eventId: act.newId() };
    const event = eventStep('event along', `UNIT#${careUnitId}`, head, along.event, at);
    head = event.head;
    steps.push(event.step);
  }
  steps.push(...(along?.steps ?? []));
  const profile: Step = {
    name: 'profile',
    table: 'main',
    put: toProfileItem(unit.profile, head),
    condition: { expression: 'e = :sequence', values: { sequence: unit.chain.sequence } },
  };
  const transacted = await transact(database, [profile, capacityStep(unit, plan), ...steps]);
  return transacted.ok;
}

/**
 * Replaces the facts, begins the counters of new doctors and ends those of doctors who are gone, which must be at
 * zero; all other counters are left to the choices that go on meanwhile.
 */
function capacityStep({ capacity: before }: StoredCareUnit, plan: RosterPlan): Step {
  const { capacity: after, changes } = plan;
  const item = toCapacityItem(after);
  const named: Record<string, string> = {};
  const sets = ['d = :facts', 'r = :rev'];
  const removes: string[] = [];
  const conditions = ['r = :before'];
  const expected: Record<string, number> = { before: plan.expectsRev };
  changes.forEach(({ doctorId, listed }, index) => {
    const was = Object.hasOwn(before.doctors, doctorId);
    const is = Object.hasOwn(after.doctors, doctorId);
    if (!was && is) sets.push(`n.#d${index} = :zero`);
    if (was && !is) removes.push(`n.#d${index}`);
    if (was !== is) named[`d${index}`] = doctorId;
    if (!was || (is && !plan.expectsListed)) return;
    named[`d${index}`] = doctorId;
    conditions.push(`n.#d${index} = :l${index}`);
    expected[`l${index}`] = is ? listed : 0;
  });
  const begins = sets.length > 2;
  return {
    name: 'capacity',
    table: 'main',
    update: {
      key: keys.capacity(after.careUnitId),
      expression: `SET ${sets.join(', ')}${removes.length > 0 ? ` REMOVE ${removes.join(', ')}` : ''}`,
      names: named,
      values: { facts: item.d, rev: after.rev, ...(begins && { zero: 0 }) },
    },
    condition: { expression: conditions.join(' AND '), values: expected },
  };
}
