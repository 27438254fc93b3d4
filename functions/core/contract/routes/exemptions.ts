import * as z from 'zod';
import { caseId } from '#contract/cap-schemas.ts';
import {
  exemptionRegisteredAnswer,
  exemptionsAnswer,
  exemptionWithdrawnAnswer,
  registerExemptionBody,
} from '#contract/exemption-schemas.ts';
import type { Route } from '#contract/route.ts';
import { careUnitId } from '#contract/values.ts';

const common = {
  capability: 'listed-people',
  access: 'staff',
  kind: 'json',
  roles: ['unitManager', 'unitDelegate', 'unitAdministrator', 'listingOfficer'],
} as const;

/** Who may be listed past a unit's cap: registered by number at the unit, or by the region for any unit. Shows nobody. */
export const exemptionRoutes = {
  getExemptions: {
    ...common,
    method: 'GET',
    path: '/api/staff/care-units/{careUnitId}/exemptions',
    summary: 'What was registered at the unit, by ground, day and role; never of whom',
    params: z.strictObject({ careUnitId }),
    answer: exemptionsAnswer,
    success: 200,
    problems: ['not-found'],
  },
  registerExemption: {
    ...common,
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/exemptions',
    summary:
      'Lets the person with a number choose the unit although it is full; the same answer for every number',
    params: z.strictObject({ careUnitId }),
    body: registerExemptionBody,
    answer: exemptionRegisteredAnswer,
    success: 201,
    problems: ['not-found', 'exemption-not-allowed', 'exemption-period-invalid'],
  },
  withdrawExemption: {
    ...common,
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/exemptions/{registrationId}/withdrawal',
    summary: 'Ends what was registered; a choice made by it stands',
    params: z.strictObject({ careUnitId, registrationId: caseId }),
    answer: exemptionWithdrawnAnswer,
    success: 200,
    problems: ['not-found', 'exemption-already-withdrawn'],
  },
} as const satisfies Record<string, Route>;
