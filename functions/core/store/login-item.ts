import type { ReadItem } from './attribute-value.ts';
import { deleteItem, getItem, mustBeAbsent, putItem } from './calls.ts';
import type { Database } from './database.ts';
import { optionalText, text } from './fields.ts';
import { keys } from './keys.ts';
import { hashToken } from './session-item.ts';

/** How long a login may take, minutes. */
export const loginMinutes = 10;

/** A login under way: what we asked the provider, to hold its answer against. */
export interface Login {
  readonly issuerId: string;
  readonly state: string;
  readonly nonce: string;
  /** PKCE: its hash went out with the question; it goes itself with the code. */
  readonly codeVerifier: string;
  readonly startedAt: string;
  readonly locale: string;
  /** A path of ours, already checked. */
  readonly returnTo?: string;
}

/** Keeps a login under the hash of the token that the browser got as `__Host-login`. */
export async function saveLogin(database: Database, token: string, login: Login): Promise<void> {
  const item = { ...keys.login(hashToken(token)), ...login, expiresAt: endsAt(login) };
  const saved = await putItem(database, 'sessions', item, mustBeAbsent);
  if (!saved.ok) throw new Error('A new login met an old one');
}

/**
 * Takes out the login of a token: whoever asks second, at the same moment too, gets nothing. So does who
 * comes after its ten minutes.
 */
export async function takeLogin(database: Database, token: string, now: Date): Promise<Login | undefined> {
  const key = keys.login(hashToken(token));
  const item = await getItem(database, 'sessions', key, { consistent: true });
  if (!item) return undefined;
  const taken = await deleteItem(database, 'sessions', key, { expression: 'attribute_exists(pk)' });
  const login = toLogin(item);
  return taken.ok && now.getTime() < endsAt(login) * 1000 ? login : undefined;
}

/** Epoch seconds: when the table may clean it away, and when it is dead in any case. */
function endsAt(login: Login): number {
  return Math.floor(Date.parse(login.startedAt) / 1000) + loginMinutes * 60;
}

function toLogin(item: ReadItem): Login {
  const returnTo = optionalText(item, 'returnTo');
  return {
    issuerId: text(item, 'issuerId'),
    state: text(item, 'state'),
    nonce: text(item, 'nonce'),
    codeVerifier: text(item, 'codeVerifier'),
    startedAt: text(item, 'startedAt'),
    locale: text(item, 'locale'),
    ...(returnTo !== undefined && { returnTo }),
  };
}
