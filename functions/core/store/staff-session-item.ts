import { type ChosenPurpose, purposes } from '#domain/purpose.ts';
import { assignmentsAt, type StaffAssignment } from '#domain/staff-assignment.ts';
import type { ReadItem } from './attribute-value.ts';
import { getItem, mustBeAbsent, putItem } from './calls.ts';
import type { Database } from './database.ts';
import { oneOf, optionalMap, text } from './fields.ts';
import { keys } from './keys.ts';
import { extendSession, hashToken, idleLimit, inMinutes, isLive } from './session-item.ts';
import { readAssignments } from './staff-assignment-item.ts';

/** Limits of a staff session (rules.md 4.6): a working day, and a coffee break. */
export const staffSessionLimits = { idleMinutes: 15, absoluteMinutes: 8 * 60, touchSeconds: 60 } as const;

/** A staff session as it is kept: who, and its limits. Roles are not in it: they are read anew at each call. */
export interface StaffSession {
  readonly staffMemberId: string;
  /** Which e-ID provider they came by: where its own logout is. */
  readonly issuerId: string;
  readonly createdAt: string;
  readonly idleUntil: string;
  readonly absoluteUntil: string;
  /** Why people are looked at, chosen once per task; it may have run out. */
  readonly purpose?: ChosenPurpose;
}

/** A staff session with the assignments in force; at least one. */
export interface LiveStaffSession extends StaffSession {
  readonly staff: {
    readonly staffMemberId: string;
    readonly assignments: readonly StaffAssignment[];
    readonly purpose?: ChosenPurpose;
  };
}

/** A staff session that begins now: both limits counted from here. */
export function startStaffSession(staffMemberId: string, issuerId: string, now: Date): StaffSession {
  const absoluteUntil = inMinutes(now, staffSessionLimits.absoluteMinutes);
  const idleUntil = idleLimit(now, absoluteUntil, staffSessionLimits.idleMinutes);
  return { staffMemberId, issuerId, createdAt: now.toISOString(), idleUntil, absoluteUntil };
}

export async function saveStaffSession(
  database: Database,
  token: string,
  session: StaffSession,
): Promise<void> {
  const expiresAt = Math.ceil(Date.parse(session.absoluteUntil) / 1000);
  const item = { ...keys.session(hashToken(token)), kind: 'staff', ...session, expiresAt };
  const saved = await putItem(database, 'sessions', item, mustBeAbsent);
  if (!saved.ok) throw new Error('A new session met an old one');
}

/**
 * The live staff session of a token. A person's session is none, nor is that of somebody without an assignment in
 * force today: an ended role ends at once, and with the last one the session.
 */
export async function readStaffSession(
  database: Database,
  token: string,
  now: Date,
): Promise<LiveStaffSession | undefined> {
  const item = await getItem(database, 'sessions', keys.session(hashToken(token)), { consistent: true });
  const session = item?.kind === 'staff' ? toStaffSession(item) : undefined;
  if (!session || !isLive(session, now)) return undefined;
  const { staffMemberId, purpose } = session;
  const assignments = assignmentsAt(await readAssignments(database, staffMemberId), now);
  const staff = { staffMemberId, assignments, ...(purpose && { purpose }) };
  return assignments.length > 0 ? { ...session, staff } : undefined;
}

/** Reads as `readStaffSession` does and, since it is used, moves the idle limit: at most once a minute. */
export async function useStaffSession(
  database: Database,
  token: string,
  now: Date,
): Promise<LiveStaffSession | undefined> {
  const session = await readStaffSession(database, token, now);
  if (!session) return undefined;
  const limit = idleLimit(now, session.absoluteUntil, staffSessionLimits.idleMinutes);
  const gained = Date.parse(limit) - Date.parse(session.idleUntil);
  return gained >= staffSessionLimits.touchSeconds * 1000
    ? extendSession(database, token, session, now, staffSessionLimits.idleMinutes)
    : session;
}

function toStaffSession(item: ReadItem): StaffSession {
  const purpose = optionalMap(item, 'purpose');
  return {
    staffMemberId: text(item, 'staffMemberId'),
    issuerId: text(item, 'issuerId'),
    createdAt: text(item, 'createdAt'),
    idleUntil: text(item, 'idleUntil'),
    absoluteUntil: text(item, 'absoluteUntil'),
    ...(purpose && {
      purpose: {
        purpose: oneOf(purpose, 'purpose', purposes),
        chosenAt: text(purpose, 'chosenAt'),
        until: text(purpose, 'until'),
      },
    }),
  };
}
