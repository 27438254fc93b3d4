import { globSync } from 'node:fs';
import type { StaffRole } from '#contract/staff-roles.ts';

/** How to come to a page: a path, and for personal pages whom to be and what to have answered before. */
export interface PageVisit {
  /** `{unit}` is the unit of the member of staff who visits, `{doctor}` the first on its roster. */
  readonly path: string;
  /** Links to follow from the path, by selector: the page they lead to is the one to look at. */
  readonly through?: readonly string[];
  /** A situation of the demo; absent: not signed in. */
  readonly as?: string;
  /** A role of the demo's staff, signed in instead of a person. */
  readonly staff?: StaffRole;
  /** Answers to give before: a drafted unit, doctor, conditions read, or a choice made. */
  readonly after?: 'unit' | 'doctor' | 'conditions' | 'chosen';
  /** The page's status when all is well. */
  readonly status?: number;
}

/** Open units of the demo region with doctors who have places: who is listed at the first chooses the second. */
export const careUnits = ['vardcentral-leksand', 'vardcentral-rattvik', 'vardcentral-orsa'] as const;
export const careUnit = careUnits[0];

/**
 * Each page of the site, by its file under `web/src/pages/[locale]`. The list is compared with the build's files: a new
 * page without a visit fails.
 */
export const visits: Readonly<Record<string, PageVisit>> = {
  'index.astro': { path: '/' },
  'hitta.astro': { path: '/hitta' },
  'enhet/[id].astro': { path: `/enhet/${careUnit}` },
  'om.astro': { path: '/om' },
  'dina-rattigheter.astro': { path: '/dina-rattigheter' },
  'tillganglighet.astro': { path: '/tillganglighet' },
  'logga-in.astro': { path: '/logga-in' },
  'inloggning.astro': { path: '/inloggning?fel=cancelled' },
  'utloggad.astro': { path: '/utloggad' },
  'min-sida/index.astro': { path: '/min-sida', as: 'changes-left-2' },
  // Opened without an answer it leads back to my page.
  'min-sida/svar.astro': { path: '/min-sida/svar', as: 'changes-left-2' },
  'min-sida/vem-har-sett.astro': { path: '/min-sida/vem-har-sett', as: 'changes-left-2' },
  'min-sida/lakare.astro': { path: '/min-sida/lakare', as: 'changes-left-2' },
  'min-sida/avbryt.astro': { path: '/min-sida/avbryt', as: 'changes-left-1', after: 'chosen' },
  'vantelista/[...list].astro': { path: `/vantelista/${careUnit}`, as: 'changes-left-2' },
  'vantelista/lamna/[...list].astro': {
    path: '/min-sida',
    through: ['a[href*="/vantelista/lamna/"]'],
    as: 'waiting',
  },
  'valj/enhet/[id].astro': { path: `/valj/enhet/${careUnit}`, as: 'changes-left-0' },
  'valj/lakare.astro': { path: '/valj/lakare', as: 'allocated', after: 'unit' },
  'valj/villkor.astro': { path: '/valj/villkor', as: 'prefers-arabic', after: 'doctor' },
  'valj/kontrollera.astro': { path: '/valj/kontrollera', as: 'changes-left-1', after: 'conditions' },
  'valj/platsen-gick.astro': { path: '/valj/platsen-gick', as: 'changes-left-2', after: 'conditions' },
  'personal/logga-in.astro': { path: '/personal/logga-in' },
  'personal/inloggning.astro': { path: '/personal/inloggning?fel=no-role' },
  'personal/utloggad.astro': { path: '/personal/utloggad' },
  'personal/index.astro': { path: '/personal', staff: 'unitManager' },
  'personal/enhet/[id]/personer/index.astro': {
    path: '/personal/enhet/{unit}/personer',
    staff: 'unitAdministrator',
  },
  // Nobody by that id: asks for the purpose, and then says that there is nobody.
  'personal/enhet/[id]/personer/[personId].astro': {
    path: `/personal/enhet/{unit}/personer/${'a'.repeat(26)}`,
    status: 404,
    staff: 'unitAdministrator',
  },
  'personal/region/personer/index.astro': { path: '/personal/region/personer', staff: 'listingOfficer' },
  'personal/region/personer/[personId].astro': {
    path: `/personal/region/personer/${'a'.repeat(26)}`,
    status: 404,
    staff: 'listingOfficer',
  },
  'personal/enhet/[id]/lakare/index.astro': {
    path: '/personal/enhet/{unit}/lakare',
    staff: 'unitAdministrator',
  },
  'personal/enhet/[id]/lakare/ny.astro': { path: '/personal/enhet/{unit}/lakare/ny', staff: 'unitDelegate' },
  // Opened without a form it leads back to the roster.
  'personal/enhet/[id]/lakare/andra.astro': {
    path: '/personal/enhet/{unit}/lakare/andra',
    staff: 'unitManager',
  },
  'personal/enhet/[id]/lakare/[doctorId]/index.astro': {
    path: '/personal/enhet/{unit}/lakare/{doctor}',
    staff: 'unitManager',
  },
  'personal/enhet/[id]/lakare/[doctorId]/avsluta.astro': {
    path: '/personal/enhet/{unit}/lakare/{doctor}/avsluta',
    staff: 'unitManager',
  },
  'personal/enhet/[id]/listningstak/index.astro': {
    path: '/personal/enhet/{unit}/listningstak',
    staff: 'unitManager',
  },
  'personal/enhet/[id]/listningstak/beslut/[decisionId].astro': {
    path: '/personal/enhet/{unit}/listningstak',
    through: ['#decisions tbody a'],
    staff: 'unitAdministrator',
  },
  'personal/enhet/[id]/undantag.astro': {
    path: '/personal/enhet/{unit}/undantag',
    staff: 'unitAdministrator',
  },
  'personal/enhet/[id]/dimensionering/index.astro': {
    path: '/personal/enhet/{unit}/dimensionering',
    staff: 'unitAdministrator',
  },
  'personal/enhet/[id]/dimensionering/ny.astro': {
    path: '/personal/enhet/{unit}/dimensionering/ny',
    staff: 'unitDelegate',
  },
  'personal/enhet/[id]/dimensionering/[scenario]/index.astro': {
    path: '/personal/enhet/{unit}/dimensionering',
    through: ['.scenarios a'],
    staff: 'unitManager',
  },
  'personal/enhet/[id]/dimensionering/[scenario]/andra.astro': {
    path: '/personal/enhet/{unit}/dimensionering',
    through: ['.scenarios a', '.actions a[href$="/andra"]'],
    staff: 'unitManager',
  },
  'personal/region/dimensionering/index.astro': {
    path: '/personal/region/dimensionering',
    staff: 'analyst',
  },
  'personal/region/listningstak/index.astro': {
    path: '/personal/region/listningstak',
    staff: 'listingOfficer',
  },
  'personal/region/listningstak/[applicationId]/index.astro': {
    path: '/personal/region/listningstak',
    through: ['tbody a'],
    staff: 'regionDecider',
  },
  'personal/region/listningstak/[applicationId]/beslut/[decisionId].astro': {
    path: '/personal/region/listningstak?visa=decided',
    through: ['tbody a', '#decisions tbody a'],
    staff: 'regionDecider',
  },
  'personal/region/roller/index.astro': { path: '/personal/region/roller', staff: 'regionDecider' },
  'personal/region/roller/ny.astro': { path: '/personal/region/roller/ny', staff: 'listingOfficer' },
  // Opened without a form it leads back to the roles.
  'personal/region/roller/avsluta.astro': { path: '/personal/region/roller/avsluta', staff: 'regionDecider' },
  'personal/region/roller/[staffMemberId].astro': {
    path: '/personal/region/roller',
    through: ['tbody th a'],
    staff: 'regionDecider',
  },
  'personal/enhet/[id]/roller/index.astro': {
    path: '/personal/enhet/{unit}/roller',
    staff: 'unitManager',
  },
  'personal/enhet/[id]/roller/avsluta.astro': {
    path: '/personal/enhet/{unit}/roller/avsluta',
    staff: 'unitManager',
  },
  'personal/region/regler/index.astro': { path: '/personal/region/regler', staff: 'listingOfficer' },
  'personal/region/regler/ny.astro': { path: '/personal/region/regler/ny', staff: 'regionDecider' },
  'personal/region/regler/[decisionId].astro': {
    path: '/personal/region/regler',
    through: ['#decisions tbody a'],
    staff: 'regionDecider',
  },
  'personal/region/enheter/index.astro': { path: '/personal/region/enheter', staff: 'listingOfficer' },
  'personal/region/enheter/[id].astro': {
    path: '/personal/region/enheter',
    through: ['tbody a'],
    staff: 'regionDecider',
  },
  'personal/region/statistik.astro': { path: '/personal/region/statistik', staff: 'analyst' },
  'personal/region/driftlage.astro': { path: '/personal/region/driftlage', staff: 'support' },
  'personal/region/logg.astro': { path: '/personal/region/logg', staff: 'logAuditor' },
  'personal/region/logg/[staffMemberId].astro': {
    path: '/personal/region/logg',
    through: ['#by-staff tbody td a'],
    staff: 'logAuditor',
  },
  'personal/region/import/index.astro': { path: '/personal/region/import', staff: 'listingOfficer' },
  'personal/region/import/[id]/index.astro': {
    path: '/personal/region/import',
    through: ['tbody a'],
    staff: 'regionDecider',
  },
  'personal/region/import/nyckel.astro': {
    path: '/personal/region/import/nyckel',
    staff: 'listingOfficer',
  },
  'kvitto/[id].astro': { path: '/kvitto', as: 'changes-left-2', after: 'chosen' },
};

/** The page files of the site; endpoints and the error pages of the root are walked by tests of their own. */
export function pageFiles(): string[] {
  return globSync('web/src/pages/[[]locale]/**/*.astro')
    .map((file) => file.replaceAll('\\', '/').replace('web/src/pages/[locale]/', ''))
    .toSorted();
}
