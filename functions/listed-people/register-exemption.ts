import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { decideRegisterExemption, decideWithdrawExemption } from '#domain/decide-exemption.ts';
import { parseIdentityNumber } from '#domain/identity-number.ts';
import { policyAt } from '#domain/policy.ts';
import { exemptionRulesOf } from '#domain/policy-defaults.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type ContextOf, type Problemed, problem } from '#http/call-context.ts';
import type { IdentityKeys } from '#keys/identity-keys.ts';
import type { Database } from '#store/database.ts';
import { readRegistration } from '#store/exemption-item.ts';
import { findPersonId } from '#store/identity-item.ts';
import { readPolicies } from '#store/policy-item.ts';
import { saveExemption } from '#store/save-exemption.ts';

type Acting = Pick<ContextOf<'registerExemption'>, 'now' | 'ids' | 'staff'>;

/**
 * Registers that the person with a number may be listed at the unit past its cap. Whether the number is anybody's, or
 * somebody's with protected identity, changes neither the answer nor what the unit's list then shows: the unit tells the
 * person "if you are in the service you can now choose us".
 *
 * Refusals: `invalid-request` (not a number of a person), `not-found` (no such unit), those of `decideRegisterExemption`.
 */
export async function registerExemption(
  { database, identityKeys }: { database: Database; identityKeys: Pick<IdentityKeys, 'pointerOf'> },
  { params: { careUnitId }, body }: CallOf<'registerExemption'>,
  { now, ids, staff }: Acting,
): Promise<AnswerOf<'registerExemption'> | Problemed> {
  const parsed = parseIdentityNumber(body.number.trim(), localDate(now));
  if (!parsed) {
    return problem('invalid-request', { errors: [{ pointer: '/body/number', reason: 'not-a-number' }] });
  }
  const rules = exemptionRulesOf(policyAt(await readPolicies(database, now), now));
  const personId = await findPersonId(database, await identityKeys.pointerOf(parsed.number));
  const registrationId = ids.newId();
  const { code, through } = body;
  const command = { registrationId, code, role: staff.role, ...(through !== undefined && { through }) };
  const saved = await saveExemption(
    database,
    { careUnitId, registrationId, personId },
    (state) => decideRegisterExemption(state, command, rules, now),
    { at: now, staffMemberId: staff.staffMemberId, role: staff.role, newId: ids.newId },
  );
  if (saved.outcome === 'not-found') return problem('not-found');
  if (saved.outcome === 'refused') return problem(saved.refusal.slug);
  return { code, through: saved.registration.through };
}

/** Ends what was registered. Refusals: `not-found`, `exemption-already-withdrawn`. */
export async function withdrawExemption(
  database: Database,
  { params: { careUnitId, registrationId } }: CallOf<'withdrawExemption'>,
  { now, ids, staff }: Acting,
): Promise<AnswerOf<'withdrawExemption'> | Problemed> {
  const known = await readRegistration(database, careUnitId, registrationId);
  if (!known) return problem('not-found');
  const saved = await saveExemption(
    database,
    { careUnitId, registrationId, personId: known.personId },
    ({ registration, holder }) => registration && decideWithdrawExemption(registration, holder, now),
    { at: now, staffMemberId: staff.staffMemberId, role: staff.role, newId: ids.newId },
  );
  if (saved.outcome === 'not-found') return problem('not-found');
  return saved.outcome === 'refused' ? problem(saved.refusal.slug) : { registrationId };
}
