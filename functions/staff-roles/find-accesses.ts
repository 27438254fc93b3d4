import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { manyPeople, peopleByStaff, sampleOf } from '#domain/follow-up-accesses.ts';
import type { ContextOf } from '#http/call-context.ts';
import { saveLogRead } from '#store/save-role-act.ts';
import { readAccessesOfDay } from './read-accesses.ts';
import { openNames, publishedUnits } from './role-views.ts';
import type { Surroundings } from './surroundings.ts';

/** Rows of an answer. */
const shownAtMost = 200;

/**
 * Who at a unit saw data on a day, for systematic follow-up (patientdatalagen 4 kap. 3 §). The reading is written first,
 * as an event of the region. People are numbers of this answer: who they are is not needed to see a pattern.
 */
export async function findAccesses(
  around: Surroundings,
  { query: { unit, day, staffMemberId, sample } }: CallOf<'findAccesses'>,
  { now, ids, staff }: Pick<ContextOf<'findAccesses'>, 'now' | 'ids' | 'staff'>,
): Promise<AnswerOf<'findAccesses'>> {
  const { database } = around;
  const actor = { kind: 'staff', staffMemberId: staff.staffMemberId, role: staff.role } as const;
  const read = { unit, day, ...(staffMemberId !== undefined && { staffMemberId }) };
  await saveLogRead(database, read, { at: now, actor, newId: ids.newId });
  const { entries, cut } = await readAccessesOfDay(database, unit, day);
  const asked = entries.filter((one) => staffMemberId === undefined || one.staffMemberId === staffMemberId);
  const shown = sample ? sampleOf(asked, ids.newId()) : asked.slice(0, shownAtMost);
  const byStaff = peopleByStaff(entries).slice(0, 20);
  const [people, careUnits] = await Promise.all([
    openNames(
      around,
      [...shown, ...byStaff].map((one) => one.staffMemberId),
    ),
    publishedUnits(around, now),
  ]);
  const nameOf = (id: string) => people.get(id)?.name ?? '';
  const numbers = new Map(
    [...new Set(entries.map(({ personId }) => personId))].map((id, at) => [id, at + 1]),
  );
  return {
    total: asked.length,
    cut,
    manyPeople,
    entries: shown.map(({ accessId, at, staffMemberId: by, role, purpose, act, facts, personId }) => ({
      accessId,
      at,
      staffMemberId: by,
      name: nameOf(by),
      role,
      purpose,
      act,
      facts: [...facts],
      person: numbers.get(personId) ?? 0,
    })),
    staff: byStaff.map((one) => ({
      ...one,
      name: nameOf(one.staffMemberId),
      isMany: one.people >= manyPeople,
    })),
    careUnits,
  };
}
