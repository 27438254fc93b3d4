import * as z from 'zod';
import { instant } from './values.ts';

/** Where a login starts. `returnTo` is a path of ours or is dropped. */
export const loginQuery = z.strictObject({
  issuer: z.string().max(40).optional(),
  returnTo: z.string().max(300).optional(),
  locale: z.string().max(20).optional(),
});

/** What the provider sends back; unknown parameters of a provider are tolerated, sizes are not. */
export const callbackQuery = z.object({
  code: z.string().max(2000).optional(),
  state: z.string().max(200).optional(),
  iss: z.string().max(300).optional(),
  error: z.string().max(100).optional(),
  error_description: z.string().max(500).optional(),
});

/** The two limits of a session: it ends at the earlier one. */
export const sessionAnswer = z.object({ idleUntil: instant, absoluteUntil: instant });

export const endedAnswer = z.object({
  /** The provider's own logout, to be visited next; absent where the provider has none. */
  endSessionUrl: z.string().optional(),
});

export const issuersAnswer = z.object({
  issuers: z.array(
    z.object({
      id: z.string(),
      name: z.record(z.string(), z.string()),
      audience: z.enum(['person', 'staff']),
      isTest: z.boolean(),
    }),
  ),
});

/** RFC 7517: the public keys the e-ID providers verify our client assertions with. */
export const jwksAnswer = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });
