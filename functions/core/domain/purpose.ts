import type { StaffRole } from './staff-assignment.ts';

/**
 * Why a member of staff looks at people's data: a closed list, chosen once per task. Plain phrases are in the locale
 * namespace `staff-people`.
 *
 * - `care`: care and treatment at the unit (patientdatalagen 2 kap. 4 § 1; 4 kap. 1 §: only whom the work needs).
 * - `listingAdministration`: administration of listing and named doctors (2 kap. 4 § 2).
 * - `caseHandling`: a case about somebody's listing (2 kap. 4 § 2).
 * - `logFollowUp`: systematic follow-up of who has seen what (2 kap. 4 § 5; 4 kap. 3 §).
 */
export const purposes = ['care', 'listingAdministration', 'caseHandling', 'logFollowUp'] as const;
export type Purpose = (typeof purposes)[number];

/** A purpose as it stands on a staff session: its time, and until when it holds unless it is ended before (ISO, UTC). */
export interface ChosenPurpose {
  readonly purpose: Purpose;
  readonly chosenAt: string;
  readonly until: string;
}

const atUnit: readonly Purpose[] = ['care', 'listingAdministration', 'caseHandling'];
const byRole: Readonly<Record<StaffRole, readonly Purpose[]>> = {
  unitManager: [...atUnit, 'logFollowUp'],
  unitDelegate: [...atUnit, 'logFollowUp'],
  unitAdministrator: atUnit,
  listingOfficer: ['listingAdministration', 'caseHandling'],
  regionDecider: ['caseHandling'],
  logAuditor: ['logFollowUp'],
  analyst: [],
  support: [],
};

/** The purposes that a role can have; none for a role that never sees a person. */
export function purposesOf(role: StaffRole): readonly Purpose[] {
  return byRole[role];
}

/** Whether a purpose holds now and is one that any of the roles can have. */
export function holdsPurpose(
  chosen: ChosenPurpose | undefined,
  roles: readonly StaffRole[],
  now: Date,
): chosen is ChosenPurpose {
  if (!chosen || now.toISOString() >= chosen.until) return false;
  return roles.some((role) => purposesOf(role).includes(chosen.purpose));
}
