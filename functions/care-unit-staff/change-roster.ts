import type { AnswerOf, CallOf } from '#contract/routes.ts';
import {
  decideAddRosterEntry,
  decideChangeRosterEntry,
  decideEndRosterEntry,
  decideUndoRosterChange,
} from '#domain/decide-roster.ts';
import type { RosterDecided } from '#domain/roster-change.ts';
import { findEntry, type RosterEntry } from '#domain/roster-entry.ts';
import { type Problemed, problem } from '#http/call-context.ts';
import type { StoredCareUnit } from '#store/care-unit-item.ts';
import type { Database } from '#store/database.ts';
import { readRosterChanges } from '#store/roster-change-item.ts';
import { isProblem, type RosterContext, readUnitAt, saveDecided } from './roster-state.ts';

type Saved = AnswerOf<'changeRosterEntry'> | Problemed;

/** Eight characters of an id, 40 random bits: enough for one roster, short on the item every chooser meets. */
const doctorIdLength = 8;

/**
 * Enters a doctor or a placeholder list. Sent twice, the second is `roster-changed`: the page it came from is older
 * than the roster. So it is with every act here.
 */
export async function addRosterEntry(
  database: Database,
  { params: { careUnitId }, body }: CallOf<'addRosterEntry'>,
  context: RosterContext,
): Promise<Saved> {
  const unit = await readUnitAt(database, careUnitId, body.rev);
  if (isProblem(unit)) return unit;
  const doctorId = context.ids.newId().slice(-doctorIdLength);
  const decided = decideAddRosterEntry(unit, { doctorId, wanted: body.entry }, context.now);
  const saved = await saveDecided(database, unit, decided, context);
  return isProblem(saved) ? saved : { doctorId };
}

/** Changes one entry. Refusals: those of `decideChangeRosterEntry`. */
export function changeRosterEntry(
  database: Database,
  { params, body }: CallOf<'changeRosterEntry'>,
  context: RosterContext,
): Promise<Saved> {
  return onEntry(database, { ...params, rev: body.rev }, context, (unit, entry) =>
    decideChangeRosterEntry(unit, { entry, wanted: body.entry }, context.now),
  );
}

/** Ends somebody's time at the unit. Refusals: those of `decideEndRosterEntry`. */
export function endRosterEntry(
  database: Database,
  { params, body }: CallOf<'endRosterEntry'>,
  context: RosterContext,
): Promise<Saved> {
  return onEntry(database, { ...params, rev: body.rev }, context, (unit, entry) =>
    decideEndRosterEntry(unit, { entry, lastDay: body.lastDay, successorDoctorId: body.successorDoctorId }),
  );
}

/** Takes the latest change back. Refusals: those of `decideUndoRosterChange`. */
export async function undoRosterChange(
  database: Database,
  { params, body }: CallOf<'undoRosterChange'>,
  context: RosterContext,
): Promise<Saved> {
  const { careUnitId, doctorId } = params;
  const [latest] = await readRosterChanges(database, careUnitId, doctorId, 1);
  return onEntry(database, { ...params, rev: body.rev }, context, (unit) =>
    decideUndoRosterChange(unit, { latest, sequence: body.changeId }, context.now),
  );
}

async function onEntry(
  database: Database,
  { careUnitId, doctorId, rev }: { careUnitId: string; doctorId: string; rev: number },
  context: RosterContext,
  decide: (unit: StoredCareUnit, entry: RosterEntry) => RosterDecided,
): Promise<Saved> {
  const unit = await readUnitAt(database, careUnitId, rev);
  if (isProblem(unit)) return unit;
  const entry = findEntry(unit, doctorId);
  if (!entry) return problem('not-found');
  const saved = await saveDecided(database, unit, decide(unit, entry), context);
  return isProblem(saved) ? saved : { doctorId };
}
