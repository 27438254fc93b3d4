import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { policyAt } from '#domain/policy.ts';
import { peopleRulesOf } from '#domain/policy-defaults.ts';
import { type ChosenPurpose, purposesOf } from '#domain/purpose.ts';
import { type ActingStaff, type CallContext, type Problemed, problem } from '#http/call-context.ts';
import { cookieNames } from '#http/cookies.ts';
import type { Database } from '#store/database.ts';
import { readPolicies } from '#store/policy-item.ts';
import { putPurpose, removePurpose } from '#store/staff-purpose.ts';

export interface PurposeContext extends Pick<CallContext, 'now' | 'cookie'> {
  readonly staff: Pick<ActingStaff, 'assignments' | 'purpose'>;
}
type PurposeAnswer = AnswerOf<'getPurpose'>;

/** The purposes one's roles can have, and the one that holds. */
export async function getPurpose(database: Database, context: PurposeContext): Promise<PurposeAnswer> {
  return answerOf(context, await minutesOf(database, context.now), context.staff.purpose);
}

/** Puts a purpose on the session, in the place of the one before. Refusals: `invalid-request`, `session-ended`. */
export async function choosePurpose(
  database: Database,
  { body }: Pick<CallOf<'choosePurpose'>, 'body'>,
  context: PurposeContext,
): Promise<PurposeAnswer | Problemed> {
  const { now } = context;
  if (!choicesOf(context).includes(body.purpose)) {
    return problem('invalid-request', { errors: [{ pointer: '/body/purpose', reason: 'not-of-role' }] });
  }
  const minutes = await minutesOf(database, now);
  const chosen = await putPurpose(database, tokenOf(context), { purpose: body.purpose, now, minutes });
  return chosen ? answerOf(context, minutes, chosen) : problem('session-ended');
}

/** Ends the purpose. */
export async function endPurpose(database: Database, context: PurposeContext): Promise<PurposeAnswer> {
  await removePurpose(database, tokenOf(context));
  return answerOf(context, await minutesOf(database, context.now), undefined);
}

/** The token of the session that was let in. */
export function tokenOf({ cookie }: Pick<CallContext, 'cookie'>): string {
  return cookie(cookieNames.staff) ?? '';
}

async function minutesOf(database: Database, now: Date): Promise<number> {
  return peopleRulesOf(policyAt(await readPolicies(database, now), now)).purposeMinutes;
}

function choicesOf({ staff }: PurposeContext): PurposeAnswer['choices'] {
  return [...new Set(staff.assignments.flatMap(({ role }) => purposesOf(role)))];
}

function answerOf(
  context: PurposeContext,
  minutes: number,
  chosen: ChosenPurpose | undefined,
): PurposeAnswer {
  const holds = chosen !== undefined && context.now.toISOString() < chosen.until;
  return { choices: choicesOf(context), minutes, ...(holds && { chosen }) };
}
