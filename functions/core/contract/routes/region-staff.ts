import type { Route } from '#contract/route.ts';
import { staffRoles } from '#contract/staff-roles.ts';
import { staffStartAnswer } from '#contract/staff-schemas.ts';
import { regionCapRoutes } from './caps.ts';
import { careUnitBasisRoutes } from './care-units.ts';
import { policyDecisionRoutes } from './policy-decisions.ts';

/** What the region's staff do, and where every member of staff starts. */
export const regionStaffRoutes = {
  ...regionCapRoutes,
  ...policyDecisionRoutes,
  ...careUnitBasisRoutes,
  getStaffStart: {
    method: 'GET',
    path: '/api/staff/start',
    capability: 'region-staff',
    access: 'staff',
    roles: staffRoles,
    kind: 'json',
    summary: 'Own roles in force, with the names of their care units',
    answer: staffStartAnswer,
    success: 200,
    problems: [],
  },
} as const satisfies Record<string, Route>;
