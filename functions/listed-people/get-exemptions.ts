import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { capAt, exemptionsAt } from '#domain/admission.ts';
import { capExemptions } from '#domain/cap-exemption.ts';
import { lastDay, registrable } from '#domain/decide-exemption.ts';
import { type ExemptionRegistration, isInForce } from '#domain/exemption.ts';
import { policyAt } from '#domain/policy.ts';
import { exemptionRulesOf } from '#domain/policy-defaults.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type CallContext, type Problemed, problem } from '#http/call-context.ts';
import { readProfile } from '#store/care-unit-item.ts';
import type { Database } from '#store/database.ts';
import { readRegistrations } from '#store/exemption-item.ts';
import { readPolicies } from '#store/policy-item.ts';
import { readCapacity } from '#store/read-person.ts';

type Answer = AnswerOf<'getExemptions'>;

/** Characters of the id that make the reference. */
const referenceLength = 6;

/** What was registered at a unit, newest first, and what can be. Nobody is named: not the number, nor whose it is. */
export async function getExemptions(
  database: Database,
  { params: { careUnitId } }: CallOf<'getExemptions'>,
  { now }: Pick<CallContext, 'now'>,
): Promise<Answer | Problemed> {
  const [profile, capacity, registrations, policies] = await Promise.all([
    readProfile(database, careUnitId),
    readCapacity(database, careUnitId),
    readRegistrations(database, careUnitId),
    readPolicies(database, now),
  ]);
  if (!profile || !capacity) return problem('not-found');
  const rules = exemptionRulesOf(policyAt(policies, now));
  const today = localDate(now);
  return {
    careUnit: { careUnitId, name: profile.name },
    today,
    ...(capAt(capacity, now) !== null && { named: [...exemptionsAt(capacity, now)] }),
    registrable: registrable(capacity, rules, now),
    lastDay: lastDay(rules, now),
    counts: countsOf(registrations, today),
    registrations: registrations.map((one) => viewRegistration(one, today)),
  };
}

function countsOf(registrations: readonly ExemptionRegistration[], today: string): Answer['counts'] {
  const inForce = (one: ExemptionRegistration) => stateOf(one, today) === 'inForce';
  return capExemptions.flatMap((code) => {
    const ofCode = registrations.filter((one) => one.code === code);
    if (ofCode.length === 0) return [];
    return [{ code, registered: ofCode.length, inForce: ofCode.filter(inForce).length }];
  });
}

function viewRegistration(one: ExemptionRegistration, today: string): Answer['registrations'][number] {
  const { registrationId, code, from, through, registeredAt, role } = one;
  const reference = registrationId.slice(-referenceLength).toUpperCase();
  const state = stateOf(one, today);
  return { registrationId, reference, code, from, through, registeredAt, role, state };
}

function stateOf(one: ExemptionRegistration, today: string): 'inForce' | 'ended' | 'withdrawn' {
  if (one.withdrawnAt !== undefined) return 'withdrawn';
  return isInForce(one, today) ? 'inForce' : 'ended';
}
