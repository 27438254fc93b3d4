import * as z from 'zod';
import { caseId } from './cap-schemas.ts';
import { decisionFields, decisionTold } from './policy-schemas.ts';
import { careUnitId, date } from './values.ts';

/** What a unit may be listed at for (HSL 7 kap. 3 a §); local dates, inclusive. */
const basis = z.strictObject({
  kind: z.enum(['ownRun', 'contract']),
  from: date,
  through: date.optional(),
});

const careUnitWithBasis = z.object({
  careUnitId,
  name: z.string(),
  municipality: z.string().optional(),
  careProviderName: z.string(),
  basis,
  listable: z.enum(['yes', 'not-yet', 'ended']),
  /** People listed, or who will be from midnight. */
  listed: z.int(),
});

export const careUnitsOfRegionAnswer = z.object({ today: date, careUnits: z.array(careUnitWithBasis) });

export const careUnitBasisAnswer = z.object({
  today: date,
  rev: z.int(),
  mayDecide: z.boolean(),
  careUnit: careUnitWithBasis,
  decisions: z
    .array(z.object({ decisionId: caseId, ...decisionTold, basis, before: basis }))
    .describe('Newest first'),
});

export const decideBasisBody = z.strictObject({ ...decisionFields, rev: z.int().min(0), basis });
export const basisDecidedAnswer = z.object({ decisionId: caseId });
