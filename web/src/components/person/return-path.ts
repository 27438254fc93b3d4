/** Letters, digits and single slashes: nothing that a browser could read as another site, a query or a script. */
const ours = /^\/[a-z-]+(\/[A-Za-z0-9-]+)*$/;

/**
 * A path to come back to, in the reader's own locale (who changes language while logging in stays in the new one), or
 * `undefined` for anything that is not plainly a path of ours. The login function checks it once more.
 */
export function returnPath(asked: string | null | undefined, tag: string): string | undefined {
  if (!asked || asked.length > 200 || !ours.test(asked)) return undefined;
  const [, , ...rest] = asked.split('/');
  return ['', tag, ...rest].join('/');
}

/** As `returnPath`, for a path in the staff part: nobody is led out of it by a staff login. */
export function staffReturnPath(asked: string | null | undefined, tag: string): string | undefined {
  const path = returnPath(asked, tag);
  return path === `/${tag}/personal` || path?.startsWith(`/${tag}/personal/`) ? path : undefined;
}

/** Where staff log in, to come back to `path` afterwards. */
export function staffLoginPath(tag: string, path: string, ended = false): string {
  const query = new URLSearchParams({ till: path, ...(ended && { skal: 'tid' }) });
  return `/${tag}/personal/logga-in?${query}`;
}

/** Where one logs in, to come back to `path` afterwards. `ended`: there was a session and it is over. */
export function loginPath(tag: string, path: string, ended = false): string {
  const query = new URLSearchParams({ till: path, ...(ended && { skal: 'tid' }) });
  return `/${tag}/logga-in?${query}`;
}
