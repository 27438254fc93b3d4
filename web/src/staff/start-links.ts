import type { AnswerOf } from '#contract/routes.ts';
import type { TextKey } from '../i18n/text-key.ts';

type Assignment = AnswerOf<'getStaffStart'>['assignments'][number];

/** A page that a role leads to. */
interface StaffLink {
  readonly href: string;
  readonly text: TextKey;
}

/** Where each role can go from the start page. What it may do there, the API decides. */
export function linksOf(
  { role, careUnit }: Pick<Assignment, 'role' | 'careUnit'>,
  tag: string,
): readonly StaffLink[] {
  const decides = role === 'regionDecider' || role === 'listingOfficer';
  if (!careUnit) {
    const caps: StaffLink = { href: `/${tag}/personal/region/listningstak`, text: 'staff-caps:openRegion' };
    const roles: StaffLink = { href: `/${tag}/personal/region/roller`, text: 'staff-roles:open' };
    const rules: StaffLink = { href: `/${tag}/personal/region/regler`, text: 'staff-rules:open' };
    const units: StaffLink = { href: `/${tag}/personal/region/enheter`, text: 'staff-rules:openUnits' };
    const files: StaffLink = { href: `/${tag}/personal/region/import`, text: 'staff-imports:open' };
    const own = ownPages[role];
    const figures = decides || role === 'analyst';
    const find: StaffLink = { href: `/${tag}/personal/region/personer`, text: 'staff-people:find.open' };
    const planning: StaffLink = {
      href: `/${tag}/personal/region/dimensionering`,
      text: 'staff-planning:region.title',
    };
    const plans = role === 'listingOfficer' || role === 'analyst';
    return [
      ...(role === 'listingOfficer' ? [find] : []),
      ...(decides ? [caps, rules, units, roles, files] : []),
      ...(figures
        ? [{ href: `/${tag}/personal/region/statistik`, text: 'staff-oversight:figures.open' } as const]
        : []),
      ...(own ? [{ href: `/${tag}/personal/region/${own.page}`, text: own.text }] : []),
      ...(plans ? [planning] : []),
      { href: `/${tag}/hitta`, text: 'staff:start.find' },
    ];
  }
  const unit = `/${tag}/personal/enhet/${careUnit.careUnitId}`;
  return [
    { href: `${unit}/lakare`, text: 'staff-roster:title' },
    { href: `${unit}/personer`, text: 'staff-people:find.open' },
    { href: `${unit}/listningstak`, text: 'staff-caps:open' },
    { href: `${unit}/undantag`, text: 'staff-exemptions:open' },
    { href: `${unit}/dimensionering`, text: 'staff-planning:title' },
    ...(role === 'unitManager' ? [{ href: `${unit}/roller`, text: 'staff-roles:open' } as const] : []),
    { href: `/${tag}/enhet/${careUnit.careUnitId}`, text: 'staff:start.openUnit' },
  ];
}

/** Pages of the roles that have one of their own. */
const ownPages: Readonly<
  Partial<Record<Assignment['role'], { readonly page: string; readonly text: TextKey }>>
> = {
  support: { page: 'driftlage', text: 'staff-oversight:state.open' },
  logAuditor: { page: 'logg', text: 'staff-oversight:log.open' },
};
