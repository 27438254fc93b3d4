import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { type AccessEntry, accessedBy } from '#domain/access-log.ts';
import { manyPeople } from '#domain/follow-up-accesses.ts';
import type { StaffAssignment } from '#domain/staff-assignment.ts';
import { addDays, localDate } from '#domain/stockholm-time.ts';
import { type ContextOf, type Problemed, problem } from '#http/call-context.ts';
import { saveLogRead } from '#store/save-role-act.ts';
import { readAssignments } from '#store/staff-assignment-item.ts';
import { readAccessesOfDay } from './read-accesses.ts';
import { openNames, unitNames } from './role-views.ts';
import type { Surroundings } from './surroundings.ts';

/** Units and days that are read at most: a month at six units. More are told as cut, the newest days first. */
const partitionsAtMost = 186;
/** Queries that run side by side. */
const atOnce = 8;
/** Rows of an answer. */
const shownAtMost = 500;

/**
 * Whose data one member of staff saw from a day through another, at every unit where she or he has a role in the
 * period: systematic follow-up (patientdatalagen 4 kap. 3 §). The reading is written first, as an event of the region.
 * People are numbers of this answer. Store calls: one a unit and day, at most 186, beside roles and names.
 */
export async function followStaffMember(
  around: Surroundings,
  { params: { staffMemberId }, query: { from, through } }: CallOf<'followStaffMember'>,
  { now, ids, staff }: Pick<ContextOf<'followStaffMember'>, 'now' | 'ids' | 'staff'>,
): Promise<AnswerOf<'followStaffMember'> | Problemed> {
  const { database } = around;
  const assignments = await readAssignments(database, staffMemberId);
  if (assignments.length === 0) return problem('not-found');
  const actor = { kind: 'staff', staffMemberId: staff.staffMemberId, role: staff.role } as const;
  const read = { unit: '*', day: from, through, staffMemberId };
  await saveLogRead(database, read, { at: now, actor, newId: ids.newId });
  const asked = partitionsOf(assignments, from, through);
  const found = await readAll(around, asked.slice(0, partitionsAtMost), staffMemberId);
  const [people, units] = await Promise.all([
    openNames(around, [staffMemberId]),
    unitNames(
      around,
      found.entries.map(({ careUnitId }) => careUnitId),
      now,
    ),
  ]);
  const numbers = new Map(
    [...new Set(found.entries.map(({ personId }) => personId))].map((id, at) => [id, at + 1]),
  );
  const placeOf = ({ careUnitId }: AccessEntry) =>
    careUnitId === undefined
      ? { unit: 'REGION' }
      : { unit: careUnitId, name: units.get(careUnitId) ?? careUnitId };
  return {
    staffMemberId,
    name: people.get(staffMemberId)?.name ?? '',
    from,
    through,
    today: localDate(now),
    total: found.entries.length,
    cut: found.cut || asked.length > partitionsAtMost || found.entries.length > shownAtMost,
    manyPeople,
    people: numbers.size,
    days: daysOf(found.entries, placeOf),
    entries: found.entries.slice(0, shownAtMost).map((entry) => ({
      ...placeOf(entry),
      accessId: entry.accessId,
      at: entry.at,
      role: entry.role,
      purpose: entry.purpose,
      act: entry.act,
      facts: [...entry.facts],
      person: numbers.get(entry.personId) ?? 0,
    })),
  };
}

interface Partition {
  readonly unit: string;
  readonly day: string;
}

/** Each unit and day on which one of the roles applies, newest day first; a role that was withdrawn counts too. */
function partitionsOf(assignments: readonly StaffAssignment[], from: string, through: string): Partition[] {
  const found = new Map<string, Partition>();
  for (let day = through; day >= from; day = addDays(day, -1)) {
    for (const assignment of assignments) {
      const applies =
        assignment.from <= day && (assignment.through === undefined || day <= assignment.through);
      const unit = accessedBy(assignment);
      if (applies) found.set(`${unit} ${day}`, { unit, day });
    }
  }
  return [...found.values()];
}

async function readAll({ database }: Surroundings, asked: readonly Partition[], staffMemberId: string) {
  const entries: AccessEntry[] = [];
  let cut = false;
  for (let at = 0; at < asked.length; at += atOnce) {
    const days = await Promise.all(
      asked.slice(at, at + atOnce).map(({ unit, day }) => readAccessesOfDay(database, unit, day)),
    );
    for (const day of days) {
      cut ||= day.cut;
      entries.push(...day.entries.filter((one) => one.staffMemberId === staffMemberId));
    }
  }
  return { entries: entries.toSorted((a, b) => (a.at > b.at ? -1 : 1)), cut };
}

function daysOf(
  entries: readonly AccessEntry[],
  placeOf: (entry: AccessEntry) => { readonly unit: string; readonly name?: string },
) {
  const groups = Map.groupBy(entries, (entry) => `${accessedBy(entry)} ${localDate(new Date(entry.at))}`);
  return [...groups.values()].flatMap((of) => {
    const [first] = of;
    if (!first) return [];
    const people = new Set(of.map(({ personId }) => personId)).size;
    const day = localDate(new Date(first.at));
    return [{ ...placeOf(first), day, entries: of.length, people, isMany: people >= manyPeople }];
  });
}
