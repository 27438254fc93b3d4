import * as z from 'zod';
import { caseId } from './cap-schemas.ts';
import { staffRole } from './staff-roles.ts';
import { capExemption, careUnitId, date, instant, writtenLine } from './values.ts';

/** A number typed by staff. It is looked up, never kept, and the answer does not tell whether it is anybody's. */
export const registerExemptionBody = z.strictObject({
  number: writtenLine(40),
  code: capExemption,
  through: date.optional().describe('The last day; left out: as long as the region lets it last'),
});

/** The same for every number. */
export const exemptionRegisteredAnswer = z.object({ code: capExemption, through: date });
export const exemptionWithdrawnAnswer = z.object({ registrationId: caseId });

export const exemptionsAnswer = z.object({
  careUnit: z.object({ careUnitId, name: z.string() }),
  today: date,
  /** Whom the cap in force lets past; absent: no cap in force. */
  named: z.array(capExemption).optional(),
  /** What can be registered today. */
  registrable: z.array(capExemption),
  lastDay: date.describe('The last day that can be given to one registered today'),
  /** How many registrations there are of each kind, and how many hold today. */
  counts: z.array(z.object({ code: capExemption, registered: z.int(), inForce: z.int() })),
  registrations: z
    .array(
      z.object({
        registrationId: caseId,
        /** The end of the id: what staff write beside the number in their own papers. Nobody is named here. */
        reference: z.string(),
        code: capExemption,
        from: date,
        through: date,
        registeredAt: instant,
        role: staffRole,
        state: z.enum(['inForce', 'ended', 'withdrawn']),
      }),
    )
    .describe('Newest first'),
});
