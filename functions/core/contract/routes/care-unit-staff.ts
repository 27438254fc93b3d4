import type { Route } from '#contract/route.ts';
import { careUnitRosterRoutes } from '#contract/routes/care-unit-roster.ts';
import { planningRoutes } from '#contract/routes/planning.ts';
import { careUnitCapRoutes } from './caps.ts';

/** What staff of a care unit do at their own unit; a region's officer may be let in by a route's `roles`. */
export const careUnitStaffRoutes = {
  ...careUnitCapRoutes,
  ...careUnitRosterRoutes,
  ...planningRoutes,
} as const satisfies Record<string, Route>;
