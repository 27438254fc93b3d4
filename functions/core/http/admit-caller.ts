import type { Route } from '#contract/route.ts';
import { isUnitRole } from '#contract/staff-roles.ts';
import { holdsPurpose } from '#domain/purpose.ts';
import type { StaffRole } from '#domain/staff-assignment.ts';
import type { Response } from './build-response.ts';
import type { LiveSession, LiveStaffSession, SignedInStaff } from './call-context.ts';
import { cookieNames, readCookie } from './cookies.ts';
import { type Exchanged, refuseExchange } from './exchange.ts';

interface Admitting {
  readonly findSession?: (token: string, now: Date) => Promise<LiveSession | undefined>;
  readonly findEndedSession?: (token: string, now: Date) => Promise<LiveSession | undefined>;
  readonly findStaffSession?: (token: string, now: Date) => Promise<LiveStaffSession | undefined>;
  readonly findImportSession?: (token: string, now: Date) => Promise<LiveStaffSession | undefined>;
}

/**
 * Default deny, in one place: what is not public needs a live session of its own kind, found by its own cookie, and of
 * staff a role that the route names and, where people are shown, a purpose. Nothing else in the service decides who may call.
 */
export async function admitCaller(event: Exchanged, admitting: Admitting): Promise<Response | undefined> {
  const { exchange } = event;
  switch (exchange.found?.route.access) {
    case 'public':
      return undefined;
    case 'person':
      return admitPerson(event, admitting);
    case 'staff':
      return admitStaff(event, exchange.found.route, admitting);
    default:
      return refuseExchange(exchange, 'not-signed-in');
  }
}

async function admitPerson(event: Exchanged, admitting: Admitting): Promise<Response | undefined> {
  const { exchange } = event;
  const token = readCookie(event.cookies, cookieNames.person);
  if (token === undefined) return refuseExchange(exchange, 'not-signed-in');
  const session = await admitting.findSession?.(token, exchange.now);
  if (session) {
    exchange.session = session;
    exchange.person = session.person;
    return undefined;
  }
  const ended = exchange.found?.route.keepsAnswers
    ? await admitting.findEndedSession?.(token, exchange.now)
    : undefined;
  if (!ended) return refuseExchange(exchange, 'session-ended');
  exchange.hasEnded = true;
  exchange.person = ended.person;
  return undefined;
}

async function admitStaff(
  event: Exchanged,
  route: Route,
  { findStaffSession, findImportSession }: Admitting,
): Promise<Response | undefined> {
  const { exchange } = event;
  const bearer = route.importToken ? readBearer(event) : undefined;
  const token = readCookie(event.cookies, cookieNames.staff);
  if (bearer === undefined && token === undefined) return refuseExchange(exchange, 'not-signed-in');
  // Who shows a token is judged by it alone, whatever cookie came along.
  const session =
    bearer === undefined
      ? await findStaffSession?.(token ?? '', exchange.now)
      : await findImportSession?.(bearer, exchange.now);
  if (!session) return refuseExchange(exchange, 'session-ended');
  exchange.session = session;
  const admitted = judgeRole(route, session.staff, event.pathParameters?.careUnitId);
  if ('refused' in admitted) return refuseExchange(exchange, admitted.refused);
  if (route.showsPersons && !holdsPurpose(session.staff.purpose, admitted.roles, exchange.now)) {
    return refuseExchange(exchange, 'purpose-missing');
  }
  exchange.staff = { ...session.staff, role: admitted.role };
  return undefined;
}

/** An import-only token; on routes that do not name it, it is not looked at. */
function readBearer({ headers }: Exchanged): string | undefined {
  return /^Bearer ([\w.-]{1,200})$/.exec(headers.authorization ?? '')?.[1];
}

/**
 * Whether a member of staff may call a route. Who holds none of its roles may never call it. Who holds a unit role, but
 * at another unit than the one in the path, is answered as if there were no such unit.
 */
export function judgeRole(
  { roles: named = [], path }: Pick<Route, 'roles' | 'path'>,
  { assignments }: SignedInStaff,
  careUnitId: string | undefined,
): Judged {
  const held = named.flatMap((role) => assignments.filter((assignment) => assignment.role === role));
  if (held.length === 0) return { refused: 'role-not-allowed' };
  const bound = path.includes('{careUnitId}');
  const here = held
    .filter((one) => !bound || !isUnitRole(one.role) || one.careUnitId === careUnitId)
    .map(({ role }) => role);
  return here[0] ? { role: here[0], roles: here } : { refused: 'not-found' };
}

/** The role that admits a call, the first of all that do; or why none does. */
type Judged =
  | { readonly role: StaffRole; readonly roles: readonly StaffRole[] }
  | { readonly refused: 'role-not-allowed' | 'not-found' };
