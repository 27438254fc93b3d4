import type { DemoStaffMember, StaffedUnit, StaffGroup } from './plan-staff.ts';

/** A member of staff on the page of the test e-ID. */
interface ListedStaff {
  readonly number: string;
  readonly name: string;
  readonly careUnitIds: readonly string[];
  readonly note?: { readonly sv: string; readonly en: string };
}

export interface ListedGroup {
  readonly key: StaffGroup;
  readonly title: { readonly sv: string; readonly en: string };
  readonly people: readonly ListedStaff[];
}

/** What the test e-ID calls each group; it is a tool for those who try the demo, not part of the service. */
const titles: Readonly<Record<StaffGroup, ListedGroup['title']>> = {
  listingOfficer: { sv: 'Listningshandläggare i regionen', en: 'Listing officer of the region' },
  regionDecider: { sv: 'Beslutsfattare i regionen', en: 'Decision-maker of the region' },
  analyst: { sv: 'Analytiker', en: 'Analyst' },
  logAuditor: { sv: 'Logggranskare', en: 'Log auditor' },
  support: { sv: 'Support', en: 'Support' },
  unitManager: { sv: 'Verksamhetschef', en: 'Manager of a health centre' },
  unitDelegate: { sv: 'Ställföreträdande chef', en: 'Deputy manager' },
  unitAdministrator: { sv: 'Administratör på vårdcentral', en: 'Administrator of a health centre' },
  noRoleNow: { sv: 'Ingen roll som gäller i dag', en: 'No role in force today' },
};

/** The invented staff by role, as the page of the test e-ID lists them. */
export function groupStaff(
  staff: readonly DemoStaffMember[],
  units: readonly StaffedUnit[],
): readonly ListedGroup[] {
  const nameOf = new Map(units.map(({ careUnitId, name }) => [careUnitId, name]));
  const groups = Map.groupBy(staff, ({ group }) => group);
  return [...groups].map(([key, members]) => ({
    key,
    title: titles[key],
    people: members.map(({ hsaId, name, assignments }) => {
      const careUnitIds = assignments.flatMap(({ careUnitId }) => careUnitId ?? []);
      const at = careUnitIds.map((careUnitId) => nameOf.get(careUnitId) ?? careUnitId).join(', ');
      return { number: hsaId, name, careUnitIds, ...(at && { note: { sv: at, en: at } }) };
    }),
  }));
}
