import { createHash, randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type ReadItem, toAttributes } from './attribute-value.ts';
import { conditionInput, deleteItem, getItem, mustBeAbsent, putItem } from './calls.ts';
import { type Database, tableName } from './database.ts';
import { count, flag, oneOf, optionalText, text } from './fields.ts';
import { keys } from './keys.ts';
import { repeatable } from './retry.ts';

/** Limits of a person's session (rules.md 4.6); a use moves the idle limit at most once a minute. */
export const personSessionLimits = { idleMinutes: 20, absoluteMinutes: 60, touchSeconds: 60 } as const;

/** A session of a person. It ends at the earlier of its two limits (ISO, UTC), or when it is logged out. */
export interface SessionItem {
  readonly kind: 'person';
  readonly personId: string;
  readonly birthDate?: string;
  readonly protectedIdentity: boolean;
  readonly language?: string;
  /** Which e-ID provider the person came by: where its own logout is. */
  readonly issuerId: string;
  readonly createdAt: string;
  readonly idleUntil: string;
  readonly absoluteUntil: string;
}

/** A new token: 256 random bits, base64url. The browser holds it; we keep only its hash. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** What a session starts with: both limits counted from now. */
export function startSession(
  person: Omit<SessionItem, 'kind' | 'createdAt' | 'idleUntil' | 'absoluteUntil'>,
  now: Date,
): SessionItem {
  const absoluteUntil = inMinutes(now, personSessionLimits.absoluteMinutes);
  const limits = { createdAt: now.toISOString(), idleUntil: idleLimit(now, absoluteUntil), absoluteUntil };
  return { ...person, kind: 'person', ...limits };
}

/** Keeps a new session under the hash of its token. */
export async function saveSession(database: Database, token: string, session: SessionItem): Promise<void> {
  const expiresAt = Math.ceil(Date.parse(session.absoluteUntil) / 1000);
  const item = { ...keys.session(hashToken(token)), ...session, expiresAt };
  const saved = await putItem(database, 'sessions', item, mustBeAbsent);
  if (!saved.ok) throw new Error('A new session met an old one');
}

/**
 * The live session of a token, read consistently: a logout holds at once. What is past a limit is dead whether
 * or not the table has cleaned it away.
 */
export async function readSession(
  database: Database,
  token: string,
  now: Date,
): Promise<SessionItem | undefined> {
  const item = await getItem(database, 'sessions', keys.session(hashToken(token)), { consistent: true });
  const session = item && toSession(item);
  return session && isLive(session, now) ? session : undefined;
}

/** Reads the session as `readSession` does and, since it is used, moves its idle limit: at most once a minute. */
export async function useSession(
  database: Database,
  token: string,
  now: Date,
): Promise<SessionItem | undefined> {
  const session = await readSession(database, token, now);
  if (!session) return undefined;
  const gained = Date.parse(idleLimit(now, session.absoluteUntil)) - Date.parse(session.idleUntil);
  return gained >= personSessionLimits.touchSeconds * 1000
    ? extendSession(database, token, session, now)
    : session;
}

/**
 * Moves the idle limit to what it would be if used now; never the absolute one, and never brings back a session
 * that was ended meanwhile (undefined then).
 */
export async function extendSession(
  database: Database,
  token: string,
  session: SessionItem,
  now: Date,
): Promise<SessionItem | undefined> {
  const idleUntil = idleLimit(now, session.absoluteUntil);
  if (idleUntil <= session.idleUntil) return session;
  const condition = { expression: 'attribute_exists(pk)', values: { idleUntil } };
  const command = new UpdateItemCommand({
    TableName: tableName(database, 'sessions'),
    Key: toAttributes(keys.session(hashToken(token))),
    UpdateExpression: 'SET idleUntil = :idleUntil',
    ...conditionInput(condition),
  });
  try {
    await repeatable(database, () => database.client.send(command));
    return { ...session, idleUntil };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** Ends a session at once. Ending one that is not there is no fault: it has ended. */
export async function deleteSession(database: Database, token: string): Promise<void> {
  await deleteItem(database, 'sessions', keys.session(hashToken(token)));
}

function isLive(session: SessionItem, now: Date): boolean {
  const at = now.toISOString();
  return at < session.idleUntil && at < session.absoluteUntil;
}

function idleLimit(now: Date, absoluteUntil: string): string {
  const idle = inMinutes(now, personSessionLimits.idleMinutes);
  return idle < absoluteUntil ? idle : absoluteUntil;
}

function inMinutes(now: Date, minutes: number): string {
  return new Date(now.getTime() + minutes * 60_000).toISOString();
}

function toSession(item: ReadItem): SessionItem {
  const birthDate = optionalText(item, 'birthDate');
  const language = optionalText(item, 'language');
  count(item, 'expiresAt');
  return {
    kind: oneOf(item, 'kind', ['person']),
    personId: text(item, 'personId'),
    protectedIdentity: flag(item, 'protectedIdentity'),
    issuerId: text(item, 'issuerId'),
    createdAt: text(item, 'createdAt'),
    idleUntil: text(item, 'idleUntil'),
    absoluteUntil: text(item, 'absoluteUntil'),
    ...(birthDate !== undefined && { birthDate }),
    ...(language !== undefined && { language }),
  };
}
