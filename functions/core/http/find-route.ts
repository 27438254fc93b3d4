import type { Capability, Route } from '#contract/route.ts';
import { type RouteName, routes } from '#contract/routes.ts';

export type FoundRoute =
  | { readonly name: RouteName; readonly route: Route }
  | { readonly missing: 'not-found' | 'method-not-allowed' };

const named: readonly (readonly [RouteName, Route])[] = Object.entries(routes).map(([name, route]) => [
  name as RouteName,
  route,
]);

/** The capability's route of API Gateway's `routeKey` ("GET /api/care-units/{careUnitId}"), or why there is none. */
export function findRoute(capability: Capability, routeKey: string): FoundRoute {
  const own = named.filter(([, route]) => route.capability === capability);
  const match = own.find(([, route]) => `${route.method} ${route.path}` === routeKey);
  if (match) return { name: match[0], route: match[1] };
  const path = routeKey.slice(routeKey.indexOf(' ') + 1);
  return { missing: own.some(([, route]) => route.path === path) ? 'method-not-allowed' : 'not-found' };
}
