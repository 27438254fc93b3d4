import type { Route } from '#contract/route.ts';
import { careUnitRosterRoutes } from './care-unit-roster.ts';

/** What staff of a care unit do at their own unit; a region's officer may be let in by a route's `roles`. */
export const careUnitStaffRoutes = {
  ...careUnitRosterRoutes,
} as const satisfies Record<string, Route>;
