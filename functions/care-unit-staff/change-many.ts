import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { decideChangeRosterEntries } from '#domain/decide-roster-many.ts';
import type { Problemed } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { isProblem, type RosterContext, readUnitAt, rosterProblem, saveDecided } from './roster-state.ts';
import { changesView } from './roster-views.ts';

/** What changing many would do: the very plan that would be saved, and nothing is. */
export async function previewRosterChanges(
  database: Database,
  { params: { careUnitId }, body }: CallOf<'previewRosterChanges'>,
  { now }: RosterContext,
): Promise<AnswerOf<'previewRosterChanges'> | Problemed> {
  const unit = await readUnitAt(database, careUnitId, body.rev);
  if (isProblem(unit)) return unit;
  const decided = decideChangeRosterEntries(unit, body, now);
  if (!decided.ok) return rosterProblem(decided.refusal);
  return changesView(unit, decided.plan, body.doctorIds, unit.capacity.rev);
}

/** Changes many together or none, on the roster that the preview was made of. */
export async function changeRosterEntries(
  database: Database,
  { params: { careUnitId }, body }: CallOf<'changeRosterEntries'>,
  context: RosterContext,
): Promise<AnswerOf<'changeRosterEntries'> | Problemed> {
  const unit = await readUnitAt(database, careUnitId, body.rev);
  if (isProblem(unit)) return unit;
  const decided = decideChangeRosterEntries(unit, body, context.now);
  const plan = await saveDecided(database, unit, decided, context);
  return isProblem(plan) ? plan : changesView(unit, plan, body.doctorIds, plan.capacity.rev);
}
