import type { Capability } from '#contract/route.ts';
import type { RouteName } from '#contract/routes.ts';
import { isUnitRole, staffRoles } from '#contract/staff-roles.ts';
import type { LiveSession, LiveStaffSession } from '#http/call-context.ts';
import { type ApiHandler, createHandler, type Dependencies } from '#http/create-handler.ts';
import type { LogLine } from '#http/log-lines.ts';
import { edgeSecret, namedRoutes } from './api-events.ts';

export const publicOrigin = 'https://listning.example.se';
export const personToken = 'P'.repeat(43);
export const staffToken = 'S'.repeat(43);
export const liveSession: LiveSession = {
  person: { personId: 'abcdefghjkmnpqrstvwxyz0123', protectedIdentity: false },
  issuerId: 'test',
  idleUntil: '2026-11-21T12:20:00.000Z',
  absoluteUntil: '2026-11-21T13:00:00.000Z',
};

/** Holds every role, the unit roles at the unit of `honest-calls.ts`. */
export const liveStaffSession: LiveStaffSession = {
  staff: {
    staffMemberId: 'stuvwxyz0123456789abcdefgh',
    assignments: staffRoles.map((role) => ({
      assignmentId: role,
      role,
      from: '2026-01-01',
      ...(isUnitRole(role) && { careUnitId: 'falun' }),
    })),
    purpose: {
      purpose: 'listingAdministration',
      chosenAt: '2026-11-21T11:50:00.000Z',
      until: '2026-11-21T12:50:00.000Z',
    },
  },
  issuerId: 'test-staff',
  idleUntil: '2026-11-21T12:15:00.000Z',
  absoluteUntil: '2026-11-21T20:00:00.000Z',
};

/** What a stubbed handler was called with, and what it is to return or throw. */
export interface Stubbed {
  readonly handler: ApiHandler;
  readonly calls: { name: RouteName; call: unknown; context: unknown }[];
  readonly logged: LogLine[];
}

/** The HTTP layer of a capability over handlers that all do what `act` says. */
export function stubCapability(
  capability: Capability,
  act: (name: RouteName) => unknown,
  dependencies: Partial<Dependencies> = {},
): Stubbed {
  const calls: Stubbed['calls'] = [];
  const logged: LogLine[] = [];
  const names = namedRoutes.filter(([, route]) => route.capability === capability).map(([name]) => name);
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      async (call: unknown, context: unknown) => {
        calls.push({ name, call, context });
        return act(name);
      },
    ]),
  );
  // The stubs are made from the table, so they are complete; their answers are the test's own affair.
  const handler = createHandler(capability, handlers as never, {
    environment: { PUBLIC_ORIGIN: publicOrigin, EDGE_SECRET: edgeSecret },
    findSession: async (token) => (token === personToken ? liveSession : undefined),
    findStaffSession: async (token) => (token === staffToken ? liveStaffSession : undefined),
    clock: () => new Date('2026-11-21T12:00:00.000Z'),
    log: (line) => logged.push(line),
    ...dependencies,
  });
  return { handler, calls, logged };
}
