import { createHash, randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Person } from '#domain/person.ts';
import { type ReadItem, toAttributes } from './attribute-value.ts';
import { conditionInput, deleteItem, getItem, mustBeAbsent, putItem } from './calls.ts';
import { type Database, tableName } from './database.ts';
import { flag, optionalText, text } from './fields.ts';
import { keys } from './keys.ts';
import { repeatable } from './retry.ts';

/**
 * Limits of a person's session: idle, absolute, and how seldom a use moves the idle limit. `answersMinutes`: how long
 * after its end by time a session may still leave an answer that stood on the screen.
 */
export const personSessionLimits = {
  idleMinutes: 20,
  absoluteMinutes: 60,
  touchSeconds: 60,
  answersMinutes: 30,
} as const;

/** Who is signed in, as far as the rules and the pages need; never a number or a name. */
export interface SessionPerson extends Person {
  readonly language?: string;
}

/** A session of a person. It ends at the earlier of its two limits (ISO, UTC), or when it is logged out. */
export interface Session {
  readonly person: SessionPerson;
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

/** A session that begins now: both limits counted from here. */
export function startSession(person: SessionPerson, issuerId: string, now: Date): Session {
  const absoluteUntil = inMinutes(now, personSessionLimits.absoluteMinutes);
  const createdAt = now.toISOString();
  return { person, issuerId, createdAt, idleUntil: idleLimit(now, absoluteUntil), absoluteUntil };
}

/** Keeps a new session under the hash of its token. */
export async function saveSession(database: Database, token: string, session: Session): Promise<void> {
  const keptUntil = inMinutes(new Date(session.absoluteUntil), personSessionLimits.answersMinutes);
  const expiresAt = Math.ceil(Date.parse(keptUntil) / 1000);
  const { person, ...rest } = session;
  const item = { ...keys.session(hashToken(token)), kind: 'person', ...person, ...rest, expiresAt };
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
): Promise<Session | undefined> {
  const item = await getItem(database, 'sessions', keys.session(hashToken(token)), { consistent: true });
  // A staff session's token opens nothing of a person's.
  const session = item?.kind === 'person' ? toSession(item) : undefined;
  return session && isLive(session, now) ? session : undefined;
}

/**
 * The session of a token that ended by time, for as long as it may leave an answer. One that was logged out is gone
 * from the table and never comes back.
 */
export async function readEndedSession(
  database: Database,
  token: string,
  now: Date,
): Promise<Session | undefined> {
  const item = await getItem(database, 'sessions', keys.session(hashToken(token)), { consistent: true });
  const session = item && toSession(item);
  if (!session || isLive(session, now)) return undefined;
  const until = inMinutes(new Date(session.idleUntil), personSessionLimits.answersMinutes);
  return now.toISOString() < until ? session : undefined;
}

/** Reads the session as `readSession` does and, since it is used, moves its idle limit: at most once a minute. */
export async function useSession(database: Database, token: string, now: Date): Promise<Session | undefined> {
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
export async function extendSession<S extends Pick<Session, 'idleUntil' | 'absoluteUntil'>>(
  database: Database,
  token: string,
  session: S,
  now: Date,
  idleMinutes: number = personSessionLimits.idleMinutes,
): Promise<S | undefined> {
  const idleUntil = idleLimit(now, session.absoluteUntil, idleMinutes);
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

export function isLive(session: Pick<Session, 'idleUntil' | 'absoluteUntil'>, now: Date): boolean {
  const at = now.toISOString();
  return at < session.idleUntil && at < session.absoluteUntil;
}

export function idleLimit(
  now: Date,
  absoluteUntil: string,
  idleMinutes: number = personSessionLimits.idleMinutes,
): string {
  const idle = inMinutes(now, idleMinutes);
  return idle < absoluteUntil ? idle : absoluteUntil;
}

export function inMinutes(now: Date, minutes: number): string {
  return new Date(now.getTime() + minutes * 60_000).toISOString();
}

function toSession(item: ReadItem): Session {
  const birthDate = optionalText(item, 'birthDate');
  const language = optionalText(item, 'language');
  return {
    person: {
      personId: text(item, 'personId'),
      protectedIdentity: flag(item, 'protectedIdentity'),
      ...(birthDate !== undefined && { birthDate }),
      ...(language !== undefined && { language }),
    },
    issuerId: text(item, 'issuerId'),
    createdAt: text(item, 'createdAt'),
    idleUntil: text(item, 'idleUntil'),
    absoluteUntil: text(item, 'absoluteUntil'),
  };
}
