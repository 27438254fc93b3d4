import * as z from 'zod';
import {
  basisDecidedAnswer,
  careUnitBasisAnswer,
  careUnitsOfRegionAnswer,
  decideBasisBody,
} from '#contract/basis-schemas.ts';
import type { Route } from '#contract/route.ts';
import { careUnitId } from '#contract/values.ts';

const ofRegion = { capability: 'region-staff', access: 'staff', kind: 'json' } as const;
const readers = ['regionDecider', 'listingOfficer'] as const;

/** The region's care units and the days on which one can be listed at them (HSL 7 kap. 3 a §). */
export const careUnitBasisRoutes = {
  findCareUnitsOfRegion: {
    ...ofRegion,
    method: 'GET',
    path: '/api/staff/region/care-units',
    roles: readers,
    summary: 'Every unit with its basis, the days it holds and how many are listed',
    answer: careUnitsOfRegionAnswer,
    success: 200,
    problems: [],
  },
  getCareUnitBasis: {
    ...ofRegion,
    method: 'GET',
    path: '/api/staff/region/care-units/{careUnitId}/basis',
    roles: readers,
    summary: 'One unit’s basis and the decisions on it',
    params: z.strictObject({ careUnitId }),
    answer: careUnitBasisAnswer,
    success: 200,
    problems: ['not-found'],
  },
  decideBasis: {
    ...ofRegion,
    method: 'POST',
    path: '/api/staff/region/care-units/{careUnitId}/basis-decisions',
    roles: ['regionDecider'],
    summary: 'Decides what a unit is run on, and its first and last day: a new decision',
    params: z.strictObject({ careUnitId }),
    body: decideBasisBody,
    answer: basisDecidedAnswer,
    success: 201,
    problems: ['not-found', 'basis-invalid', 'basis-unchanged', 'care-unit-changed'],
  },
} as const satisfies Record<string, Route>;
