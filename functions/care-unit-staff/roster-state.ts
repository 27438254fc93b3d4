import { type Policy, policyAt } from '#domain/policy.ts';
import type { RosterDecided, RosterPlan } from '#domain/roster-change.ts';
import type { RosterRefusal } from '#domain/roster-fault.ts';
import { type ActingStaff, type CallContext, type Problemed, problem } from '#http/call-context.ts';
import { readCareUnit, type StoredCareUnit } from '#store/care-unit-item.ts';
import type { Database } from '#store/database.ts';
import { readPolicies } from '#store/policy-item.ts';
import { saveRosterPlan } from '#store/save-roster.ts';

/** The part of a call's context that the roster looks at. */
export interface RosterContext extends Pick<CallContext, 'now' | 'ids'> {
  readonly staff: Pick<ActingStaff, 'staffMemberId' | 'role'>;
}

/** Whether a role may change a roster; the others who read it may not. */
export function mayChange(role: ActingStaff['role']): boolean {
  return role === 'unitManager' || role === 'unitDelegate' || role === 'unitAdministrator';
}

/** The policy in force, at most ten seconds old. */
export async function readPolicyNow(database: Database, now: Date): Promise<Policy> {
  return policyAt(await readPolicies(database, now), now);
}

/** The problem of a refusal; faults of fields are told by pointer and reason, never by what was typed. */
export function rosterProblem(refusal: RosterRefusal): Problemed {
  if (refusal.slug !== 'roster-entry-invalid') return problem(refusal.slug);
  const errors = refusal.faults.map(({ field, reason }) => ({ pointer: `/body/${field}`, reason }));
  return problem(refusal.slug, { errors });
}

/** The unit as it was when the page was opened, or the problem that it is another now. */
export async function readUnitAt(
  database: Database,
  careUnitId: string,
  rev: number,
): Promise<StoredCareUnit | Problemed> {
  const unit = await readCareUnit(database, careUnitId);
  if (!unit) return problem('not-found');
  return unit.capacity.rev === rev ? unit : problem('roster-changed');
}

/** Saves what was decided on a unit as it was read. `roster-changed` where anybody was first. */
export async function saveDecided(
  database: Database,
  unit: StoredCareUnit,
  decided: RosterDecided,
  { staff, now, ids }: RosterContext,
): Promise<RosterPlan | Problemed> {
  if (!decided.ok) return rosterProblem(decided.refusal);
  const { staffMemberId, role } = staff;
  const act = { at: now, staffMemberId, role, newId: ids.newId };
  const saved = await saveRosterPlan(database, unit, decided.plan, act);
  return saved ? decided.plan : problem('roster-changed');
}

/** Whether what came back is a problem. */
export function isProblem(value: object): value is Problemed {
  return 'outcome' in value && value.outcome === 'problem';
}
