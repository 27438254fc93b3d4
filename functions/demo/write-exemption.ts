import { decideRegisterExemption } from '#domain/decide-exemption.ts';
import { exemptionRulesOf } from '#domain/policy-defaults.ts';
import type { Database } from '#store/database.ts';
import { readRegistrations } from '#store/exemption-item.ts';
import { saveExemption } from '#store/save-exemption.ts';
import type { DemoPlan } from './plan-demo.ts';

/** The region's officer registers the planned exemptions, through the rules as any other; once. */
export async function writeExemption(
  database: Database,
  { exemption, staff, policy, now }: DemoPlan,
  newId: () => string,
): Promise<void> {
  const role = 'listingOfficer';
  const officer = staff.find(({ assignments }) => assignments.some((held) => held.role === role));
  if (!exemption || !officer) return;
  const { careUnitId, personIds, code } = exemption;
  if ((await readRegistrations(database, careUnitId)).length > 0) return;
  for (const personId of personIds) {
    const registrationId = newId();
    const saved = await saveExemption(
      database,
      { careUnitId, registrationId, personId },
      (state) =>
        decideRegisterExemption(state, { registrationId, code, role }, exemptionRulesOf(policy), now),
      { at: now, staffMemberId: officer.staffMemberId, role, newId },
    );
    if (saved.outcome !== 'saved') throw new Error('A planned exemption was refused');
  }
}
