/**
 * An HSA-id in its canonical form, lower case, or undefined for anything else: the organisation behind it (SE and ten
 * digits), a hyphen, and at most eighteen letters and digits. Case does not tell two apart.
 */
export function parseHsaId(text: string): string | undefined {
  return /^se\d{10}-[a-z0-9]{1,18}$/i.test(text) ? text.toLowerCase() : undefined;
}
