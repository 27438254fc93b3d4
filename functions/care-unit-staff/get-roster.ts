import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { isBuiltOn } from '#domain/decide-roster.ts';
import { rosterDifferences } from '#domain/roster-differences.ts';
import { findEntry } from '#domain/roster-entry.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type Problemed, problem } from '#http/call-context.ts';
import { readCareUnit } from '#store/care-unit-item.ts';
import type { Database } from '#store/database.ts';
import { readPolicies } from '#store/policy-item.ts';
import { readRosterChanges } from '#store/roster-change-item.ts';
import { mayChange, type RosterContext } from './roster-state.ts';
import { rowOf, rowsOf, specialitiesTold } from './roster-views.ts';

/** Changes of one entry that its page tells. */
const historyAtMost = 100;

/** The unit's roster, consistent, with numbers listed. One read of the unit; the policy is remembered. */
export async function getRoster(
  database: Database,
  { params: { careUnitId } }: CallOf<'getRoster'>,
  { now, staff }: RosterContext,
): Promise<AnswerOf<'getRoster'> | Problemed> {
  const [unit, versions] = await Promise.all([
    readCareUnit(database, careUnitId),
    readPolicies(database, now),
  ]);
  if (!unit) return problem('not-found');
  return {
    careUnitId,
    careUnitName: unit.profile.name,
    today: localDate(now),
    rev: unit.capacity.rev,
    mayChange: mayChange(staff.role),
    rows: rowsOf(unit, versions, now),
    specialities: specialitiesTold(),
  };
}

/** One entry with every change of it. An undo is offered where it would not be refused. */
export async function getRosterEntry(
  database: Database,
  { params: { careUnitId, doctorId } }: CallOf<'getRosterEntry'>,
  { now, staff }: RosterContext,
): Promise<AnswerOf<'getRosterEntry'> | Problemed> {
  const [unit, versions, history] = await Promise.all([
    readCareUnit(database, careUnitId),
    readPolicies(database, now),
    readRosterChanges(database, careUnitId, doctorId, historyAtMost),
  ]);
  const entry = unit && findEntry(unit, doctorId);
  if (!entry) return problem('not-found');
  const { facts, languages, supervisorName, takesNote, absences } = entry.doctor;
  const latest = history[0];
  const canUndo = latest && latest.kind !== 'undone' && !isBuiltOn(unit, latest);
  return {
    careUnitId,
    careUnitName: unit.profile.name,
    today: localDate(now),
    rev: unit.capacity.rev,
    mayChange: mayChange(staff.role),
    row: rowOf(unit, entry, versions, now),
    languages: [...languages],
    specialities: specialitiesTold(),
    ...(takesNote !== undefined && { takesNote }),
    ...(facts.takesAges && { ownAges: { ...facts.takesAges } }),
    ...(supervisorName !== undefined && { supervisorName }),
    hasAbsencePlan: facts.hasAbsencePlan ?? false,
    equivalenceDecided: facts.equivalenceDecided ?? false,
    hasLongContract: facts.hasLongContract ?? false,
    absences: absences.map((absence) => ({ ...absence })),
    ceilings: entry.ceilings.map((ceiling) => ({ ...ceiling })),
    history: history.map(({ sequence, at, role, kind, before, after }) => ({
      changeId: sequence,
      at,
      role,
      kind,
      differences: rosterDifferences(before, after),
    })),
    ...(canUndo && { undoable: latest.sequence }),
  };
}
