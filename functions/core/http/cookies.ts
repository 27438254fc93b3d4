/** Our cookies (ADR 8). A person's and a staff session are apart: neither opens the other's routes. */
export const cookieNames = { person: '__Host-person', staff: '__Host-staff', login: '__Host-login' } as const;

/**
 * Sets a cookie that no script reads and no other site sends, but for the return from the e-ID provider
 * (Lax: that navigation is cross-site). Without an age it lives as long as the browser.
 */
export function setCookie(name: string, value: string, maxAgeSeconds?: number): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  return `${name}=${value}; Path=/${age}; Secure; HttpOnly; SameSite=Lax`;
}

export function clearCookie(name: string): string {
  return setCookie(name, '', 0);
}

/**
 * The value of a cookie in an API Gateway event. A name that comes twice is nobody's: which of the two a
 * browser meant cannot be told, so neither is believed.
 */
export function readCookie(cookies: readonly string[] | undefined, name: string): string | undefined {
  const values = (cookies ?? [])
    .flatMap((header) => header.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [value] = values;
  return values.length === 1 && value !== undefined && /^[\w-]{1,200}$/.test(value) ? value : undefined;
}
