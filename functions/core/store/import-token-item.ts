import { timingSafeEqual } from 'node:crypto';
import { assignmentsAt } from '#domain/staff-assignment.ts';
import { deleteItem, getItem, putItem } from './calls.ts';
import type { Database } from './database.ts';
import { text } from './fields.ts';
import { keys } from './keys.ts';
import { hashToken, inMinutes, newToken } from './session-item.ts';
import { readAssignments } from './staff-assignment-item.ts';
import type { LiveStaffSession } from './staff-session-item.ts';

/** Minutes that an import-only token is valid. */
const lifetime = 60;

/** What an import-only token looks like: who holds it, and a secret of which only a hash is kept. */
const shape = /^imp\.([a-z0-9]{1,40})\.([\w-]{43})$/;

/** A token as it was issued; `token` is nowhere else. */
export interface IssuedToken {
  readonly token: string;
  readonly validUntil: string;
}

/**
 * Issues an import-only token to a member of staff for an hour; the one before it ends. It hangs on the session it was
 * issued in (`sessionToken`): whoever logs out takes it along.
 */
export async function issueImportToken(
  database: Database,
  staffMemberId: string,
  sessionToken: string,
  now: Date,
): Promise<IssuedToken> {
  const secret = newToken();
  const validUntil = inMinutes(now, lifetime);
  await putItem(database, 'sessions', {
    ...keys.importToken(staffMemberId),
    secretHash: hashToken(secret),
    sessionHash: hashToken(sessionToken),
    validUntil,
    expiresAt: Math.ceil(Date.parse(validUntil) / 1000),
  });
  return { token: `imp.${staffMemberId}.${secret}`, validUntil };
}

/** Until when a member of staff's token is valid, if there is one that is. */
export async function readImportToken(
  database: Database,
  staffMemberId: string,
  now: Date,
): Promise<string | undefined> {
  return (await findAlive(database, staffMemberId, now))?.validUntil;
}

/** Takes a token back at once. */
export async function withdrawImportToken(database: Database, staffMemberId: string): Promise<void> {
  await deleteItem(database, 'sessions', keys.importToken(staffMemberId));
}

/**
 * Who holds a token, with the roles in force at this moment, as a session tells it. Nobody where it is past its hour, was
 * taken back or replaced, where its session was logged out, or where the last role has ended.
 */
export async function findImportSession(
  database: Database,
  token: string,
  now: Date,
): Promise<LiveStaffSession | undefined> {
  const [, staffMemberId, secret] = shape.exec(token) ?? [];
  if (staffMemberId === undefined || secret === undefined) return undefined;
  const alive = await findAlive(database, staffMemberId, now);
  if (!alive || !isSame(hashToken(secret), alive.secretHash)) return undefined;
  const assignments = assignmentsAt(await readAssignments(database, staffMemberId), now);
  if (assignments.length === 0) return undefined;
  const { validUntil, issuedAt } = alive;
  return {
    staffMemberId,
    issuerId: 'import-token',
    createdAt: issuedAt,
    idleUntil: validUntil,
    absoluteUntil: validUntil,
    staff: { staffMemberId, assignments },
  };
}

async function findAlive(database: Database, staffMemberId: string, now: Date) {
  const item = await getItem(database, 'sessions', keys.importToken(staffMemberId), { consistent: true });
  if (!item || text(item, 'validUntil') <= now.toISOString()) return undefined;
  const session = await getItem(database, 'sessions', keys.session(text(item, 'sessionHash')), {
    consistent: true,
  });
  if (session?.staffMemberId !== staffMemberId) return undefined;
  const validUntil = text(item, 'validUntil');
  return {
    validUntil,
    secretHash: text(item, 'secretHash'),
    issuedAt: new Date(Date.parse(validUntil) - lifetime * 60_000).toISOString(),
  };
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
