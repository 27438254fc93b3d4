import type * as z from 'zod';
import { careUnitStaffRoutes } from '#contract/routes/care-unit-staff.ts';
import { directoryRoutes } from '#contract/routes/directory.ts';
import { exemptionRoutes } from '#contract/routes/exemptions.ts';
import { importRoutes } from '#contract/routes/imports.ts';
import { listedPeopleRoutes } from '#contract/routes/listed-people.ts';
import { listingRoutes } from '#contract/routes/listings.ts';
import { myDataRoutes } from '#contract/routes/my-data.ts';
import { oversightRoutes } from '#contract/routes/oversight.ts';
import { regionStaffRoutes } from '#contract/routes/region-staff.ts';
import { sessionRoutes } from '#contract/routes/sessions.ts';
import { staffRoleRoutes } from '#contract/routes/staff-roles.ts';
import { waitingRoutes } from '#contract/routes/waiting.ts';
import type { Capability, Route } from './route.ts';

/** The API, once. Handlers, the typed client, OpenAPI, the CDK routes and the tests all come from this table. */
export const routes = {
  ...directoryRoutes,
  ...sessionRoutes,
  ...listingRoutes,
  ...waitingRoutes,
  ...myDataRoutes,
  ...careUnitStaffRoutes,
  ...regionStaffRoutes,
  ...listedPeopleRoutes,
  ...exemptionRoutes,
  ...staffRoleRoutes,
  ...oversightRoutes,
  ...importRoutes,
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
export type RoutesOf<C extends Capability> = {
  [N in RouteName]: Routes[N]['capability'] extends C ? N : never;
}[RouteName];

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
/** What a route takes, parsed. */
export interface CallOf<N extends RouteName> {
  readonly params: Routes[N] extends { params: infer P } ? Parsed<P> : undefined;
  readonly query: Routes[N] extends { query: infer Q } ? Parsed<Q> : undefined;
  readonly body: Routes[N] extends { body: infer B } ? Parsed<B> : undefined;
}
/** What a route answers when it succeeds. */
export type AnswerOf<N extends RouteName> = Routes[N] extends { answer: infer A } ? Parsed<A> : undefined;
