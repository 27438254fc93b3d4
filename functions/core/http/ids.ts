import { randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 26 characters of Crockford's base 32 in lower case, of 130 random bits: ids that nobody can guess. */
export function newId(): string {
  return base32(randomBytes(26));
}

/** A reference number that can be read aloud on the telephone: "k7q2-9xpm". */
export function newReference(): string {
  const text = base32(randomBytes(8));
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

function base32(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join('');
}
