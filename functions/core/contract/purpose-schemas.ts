import * as z from 'zod';
import { purposes } from '#domain/purpose.ts';
import { instant } from './values.ts';

export const purpose = z.enum(purposes).describe('Why a member of staff looks at people');

/** A purpose as it stands on the session. */
export const chosenPurpose = z.object({ purpose, chosenAt: instant, until: instant });

export const purposeAnswer = z.object({
  /** The purposes that the caller's roles can have. */
  choices: z.array(purpose),
  /** Minutes that one holds. */
  minutes: z.int(),
  /** The one that holds now, if any. */
  chosen: chosenPurpose.optional(),
});

export const choosePurposeBody = z.strictObject({ purpose });
