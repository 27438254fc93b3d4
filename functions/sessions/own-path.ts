import { findLocale } from '#http/choose-locale.ts';

/** Pages that one must not be returned to after a login: they are about logging in or out. */
const notAfterLogin: readonly string[] = ['logga-in', 'inloggning', 'utloggad', 'session'];

/**
 * The path where a login returns to, if it is one of our pages: `/{locale}/…` in lower-case letters, digits and
 * hyphens, perhaps with a query. Undefined for everything else: other sites, `//host`, backslashes, encoded
 * slashes, dots, control characters, fragments, pages of the API. What is not plainly ours is not repaired.
 */
export function ownPath(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 300) return undefined;
  const [, tag = '', page] =
    /^\/([a-z-]{2,10})(?:\/([a-z0-9-]+(?:\/[a-z0-9-]+)*))?\/?(?:\?[\w.~%+=&-]*)?$/.exec(text) ?? [];
  if (findLocale(tag)?.tag !== tag) return undefined;
  if (notAfterLogin.includes(page?.split('/')[0] ?? '')) return undefined;
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

export function myPage(locale: string): string {
  return `/${locale}/min-sida`;
}

/** Why a login ended without a session, as the login page tells it. */
export type LoginFailure = 'cancelled' | 'failed' | 'expired';

/** The login page, which says what happened and knows the way back. */
export function loginPage(locale: string, failure?: LoginFailure, returnTo?: string): string {
  const query = new URLSearchParams();
  if (failure) query.set('fel', failure);
  if (returnTo !== undefined) query.set('returnTo', returnTo);
  return `/${locale}/inloggning${query.size > 0 ? `?${query}` : ''}`;
}
