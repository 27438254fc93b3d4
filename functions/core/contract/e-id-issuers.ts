import * as z from 'zod';

const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** True for an origin that is this machine: only then may an issuer answer without TLS. */
export function isLoopback(address: string): boolean {
  return URL.canParse(address) && loopbackHosts.includes(new URL(address).hostname);
}

/** Names of the claims that say who the person is, where an issuer departs from the Swedish profile's. */
const claimNames = z.strictObject({
  personalIdentityNumber: z.string().default('https://id.oidc.se/claim/personalIdentityNumber'),
  coordinationNumber: z.string().default('https://id.oidc.se/claim/coordinationNumber'),
  coordinationNumberLevel: z.string().default('https://id.oidc.se/claim/coordinationNumberLevel'),
  previousCoordinationNumber: z.string().default('https://id.oidc.se/claim/previousCoordinationNumber'),
  birthDate: z.string().default('birthdate'),
});

/** Names of the claims that say who a member of staff is (SITHS by an identity provider for care). */
const staffClaimNames = z.strictObject({
  employeeHsaId: z.string().default('employeeHsaId'),
  organizationHsaId: z.string().default('organizationHsaId'),
});

/** An e-ID provider that people, or staff, can sign in with (OpenID Connect, the Swedish profile 1.0). */
export const eIdIssuer = z.strictObject({
  /** Part of the address of a login: `/auth/login?issuer=…`. */
  id: z.string().regex(/^[a-z0-9-]{2,40}$/),
  /** What people know it as, by language; at least Swedish. */
  name: z.record(z.string(), z.string()).refine((names) => names.sv !== undefined, 'sv is missing'),
  /** Issuer identifier, exactly as its discovery document says. */
  issuer: z.url(),
  clientId: z.string().min(1),
  /** Levels of assurance that are good enough; one of them is required and verified. */
  acrValues: z.array(z.string()).min(1),
  /** Whom it vouches for: it decides which claims are read, and which kind of session is opened. Never both. */
  audience: z.enum(['person', 'staff']).default('person'),
  claims: claimNames.prefault({}),
  staffClaims: staffClaimNames.prefault({}),
  /** A test e-ID: told on the login page, never to be configured with real people. */
  isTest: z.boolean().default(false),
});
export type EIdIssuer = z.infer<typeof eIdIssuer>;

/**
 * The issuers of a deployment, from `EID_ISSUERS` (JSON). Without TLS only on the machine itself, and only when
 * the site itself is there too.
 */
export function parseIssuers(json: string, publicOrigin: string): readonly EIdIssuer[] {
  const issuers = z.array(eIdIssuer).min(1).parse(JSON.parse(json));
  for (const { id, issuer } of issuers) {
    const secure = new URL(issuer).protocol === 'https:';
    if (!secure && !(isLoopback(issuer) && isLoopback(publicOrigin))) {
      throw new Error(`The issuer ${id} must be reached by https`);
    }
  }
  if (new Set(issuers.map(({ id }) => id)).size < issuers.length) throw new Error('Two issuers share an id');
  return issuers;
}
