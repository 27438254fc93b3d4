import { expect, test } from 'vitest';
import type { Route } from '#contract/route.ts';
import { apiEvent, lambdaContext, namedRoutes } from '#support/api-events.ts';
import { honestCall } from '#support/honest-calls.ts';
import { liveStaffSession, stubCapability } from '#support/stub-handlers.ts';

const token = 'imp.stuvwxyz.secret';
const all: readonly (readonly [string, Route])[] = namedRoutes;
const staffRoutes = all.filter(([, route]) => route.access === 'staff');
const asked: string[] = [];

/** The call of somebody who shows a token and no cookie. */
async function call(name: string, route: Route, authorization: string, roles = true) {
  const stubbed = stubCapability(route.capability, () => ({}), {
    findImportSession: async (shown) => {
      asked.push(shown);
      if (shown !== token) return undefined;
      const { staff } = liveStaffSession;
      return roles ? liveStaffSession : { ...liveStaffSession, staff: { ...staff, assignments: [] } };
    },
  });
  const { cookies: _, headers, ...rest } = honestCall(name, route);
  const event = apiEvent({ ...rest, headers: { ...headers, authorization } });
  const answer = await stubbed.handler(event, lambdaContext);
  return { calls: stubbed.calls.length, status: answer.statusCode };
}

test.each(staffRoutes)(
  '%s is opened by an import-only token where it says so, and not else',
  async (name, route) => {
    asked.length = 0;
    const { calls, status } = await call(name, route, `Bearer ${token}`);
    expect(calls).toBe(route.importToken ? 1 : 0);
    if (!route.importToken) expect([status, asked]).toEqual([401, []]);
  },
);

const taking = staffRoutes.filter(([, route]) => route.importToken);
test.each(taking)(
  '%s asks for the roles of whoever holds the token, and knows no other',
  async (name, route) => {
    expect(await call(name, route, `Bearer ${token}`, false)).toEqual({ calls: 0, status: 403 });
    expect(await call(name, route, 'Bearer imp.stuvwxyz.other')).toEqual({ calls: 0, status: 401 });
    expect(await call(name, route, `Basic ${token}`)).toEqual({ calls: 0, status: 401 });
  },
);
