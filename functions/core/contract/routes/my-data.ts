import * as z from 'zod';
import type { Route } from '#contract/route.ts';
import { staffRole } from '#contract/staff-roles.ts';
import { instant } from '#contract/values.ts';

/** What staff did with one's data, in kinds: never the data itself, never the name of who did it. */
export const myAccess = z.object({
  at: instant,
  role: staffRole,
  /** Absent: the region's staff. */
  careUnitName: z.string().optional(),
  purpose: z.enum(['care', 'listingAdministration', 'caseHandling', 'logFollowUp']),
  act: z.enum(['lookedUp', 'shown', 'changed']),
  facts: z.array(z.enum(['identity', 'listing', 'namedDoctor', 'exemption', 'protectedRow'])),
});

/** A person's own data beside the listing: who has seen it. */
export const myDataRoutes = {
  findMyAccesses: {
    method: 'GET',
    path: '/api/my-accesses',
    capability: 'listings',
    access: 'person',
    kind: 'json',
    summary: 'Who has seen one’s data: unit, time and purpose, newest first',
    query: z.strictObject({
      after: z
        .string()
        .regex(/^AT#[0-9TZ:.#a-z-]{10,80}$/)
        .optional()
        .describe('Where the page before ended'),
    }),
    answer: z.object({
      entries: z.array(myAccess),
      next: z.string().optional().describe('Where the next page begins; absent on the last'),
    }),
    success: 200,
    problems: [],
  },
} as const satisfies Record<string, Route>;
