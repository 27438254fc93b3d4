import * as z from 'zod';

const schema = z.object({
  TABLE_MAIN: z.string(),
  TABLE_EVENTS: z.string(),
  TABLE_SESSIONS: z.string(),
  PUBLIC_ORIGIN: z.string(),
  EDGE_SECRET: z.string(),
});

/**
 * The environment of a function that answers those who are signed in and writes with an event. A missing value stops
 * the function at its start, not at somebody's call.
 */
export function readEnvironment(values: Readonly<Record<string, string | undefined>>) {
  return schema.parse(values);
}

const withIdentities = schema.extend({
  TABLE_IDENTITIES: z.string(),
  KMS_IDENTITY_HMAC: z.string(),
  KMS_IDENTITY_SEAL: z.string(),
});

/** The same of a function that also knows by name: whoever it opens a seal for. */
export function readIdentityEnvironment(values: Readonly<Record<string, string | undefined>>) {
  return withIdentities.parse(values);
}
