import * as z from 'zod';
import { parseIssuers } from '#contract/e-id-issuers.ts';

const schema = z.object({
  TABLE_MAIN: z.string(),
  TABLE_IDENTITIES: z.string(),
  TABLE_SESSIONS: z.string(),
  PUBLIC_ORIGIN: z.url(),
  EDGE_SECRET: z.string().min(1),
  EID_ISSUERS: z.string(),
  KMS_IDENTITY_HMAC: z.string(),
  KMS_IDENTITY_SEAL: z.string(),
  KMS_CLIENT: z.string(),
});

/** This function's environment, checked once; a missing value stops it at its start, not at somebody's login. */
export function readEnvironment(values: Readonly<Record<string, string | undefined>>) {
  const environment = schema.parse(values);
  return { ...environment, issuers: parseIssuers(environment.EID_ISSUERS, environment.PUBLIC_ORIGIN) };
}
export type Environment = ReturnType<typeof readEnvironment>;
