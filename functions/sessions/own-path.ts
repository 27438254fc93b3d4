import { findLocale } from '#http/choose-locale.ts';

/** Pages that one must not be returned to after a login: they are about logging in or out. */
const notAfterLogin: readonly string[] = ['logga-in', 'inloggning', 'utloggad', 'session'];

/**
 * The path where a login returns to, if it is one of our pages: `/{locale}/…` in lower-case letters, digits and
 * hyphens, perhaps with a query. Undefined for everything else: other sites, `//host`, backslashes, encoded
 * slashes, dots, control characters, fragments, pages of the API. What is not plainly ours is not repaired.
 */
export function ownPath(text: string | undefined, audience: Audience = 'person'): string | undefined {
  if (text === undefined || text.length > 300) return undefined;
  const [, tag = '', page] =
    /^\/([a-z-]{2,10})(?:\/([a-z0-9-]+(?:\/[a-z0-9-]+)*))?\/?(?:\?[\w.~%+=&-]*)?$/.exec(text) ?? [];
  if (findLocale(tag)?.tag !== tag) return undefined;
  const [first = '', second = ''] = page?.split('/') ?? [];
  if (notAfterLogin.includes(first === 'personal' ? second : first)) return undefined;
  // Nobody is sent into the staff part by a person's login, nor out of it by a staff login.
  if (isStaffPath(text) !== (audience === 'staff')) return undefined;
  return isPlainQuery(text.split('?')[1] ?? '') ? text : undefined;
}

/** Escapes that are valid UTF-8 and hide nothing that acts: no control character, slash or backslash. */
function isPlainQuery(query: string): boolean {
  try {
    return !/[\p{Cc}\\/<>"'`]/u.test(decodeURIComponent(query));
  } catch {
    return false;
  }
}

/** Whom a login is for: it decides the cookie, the limits and the pages. */
export type Audience = 'person' | 'staff';

/** Where one is after a login that was not asked to lead anywhere else. */
export function startPage(locale: string, audience: Audience): string {
  return audience === 'staff' ? staffPart(locale) : `/${locale}/min-sida`;
}

export function loggedOutPage(locale: string, audience: Audience): string {
  return audience === 'staff' ? `${staffPart(locale)}/utloggad` : `/${locale}/utloggad`;
}

/** Pages of staff, all of them. */
function staffPart(locale: string): string {
  return `/${locale}/personal`;
}

function isStaffPath(path: string): boolean {
  return /^\/[a-z-]+\/personal(?:[/?]|$)/.test(path);
}

/** Why a login ended without a session, as the login page tells it. `no-role`: staff without a role in force. */
export type LoginFailure = 'cancelled' | 'failed' | 'expired' | 'no-role';

/** The login page, which says what happened and knows the way back. */
export function loginPage(
  locale: string,
  failure?: LoginFailure,
  returnTo?: string,
  audience: Audience = 'person',
): string {
  const query = new URLSearchParams();
  if (failure) query.set('fel', failure);
  if (returnTo !== undefined) query.set('returnTo', returnTo);
  const part = audience === 'staff' ? staffPart(locale) : `/${locale}`;
  return `${part}/inloggning${query.size > 0 ? `?${query}` : ''}`;
}
