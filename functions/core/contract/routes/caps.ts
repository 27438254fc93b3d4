import * as z from 'zod';
import {
  appliedAnswer,
  applyForCapBody,
  capApplicationAnswer,
  capApplicationsAnswer,
  capSimulationAnswer,
  capsOfUnitAnswer,
  caseId,
  consultationBody,
  decideCapBody,
  endCapBody,
  extendCapBody,
  findCapApplicationsQuery,
  ruledAnswer,
  simulateCapQuery,
} from '#contract/cap-schemas.ts';
import type { Route } from '#contract/route.ts';
import { careUnitId } from '#contract/values.ts';

const ofUnit = { capability: 'care-unit-staff', access: 'staff', kind: 'json' } as const;
const ofRegion = { capability: 'region-staff', access: 'staff', kind: 'json' } as const;
const readers = ['regionDecider', 'listingOfficer'] as const;
const application = z.strictObject({ applicationId: caseId });

/** What a unit does about a cap on listing: it asks. It never decides (HSL 7 kap. 3 c §). */
export const careUnitCapRoutes = {
  findCapsOfUnit: {
    ...ofUnit,
    method: 'GET',
    path: '/api/staff/care-units/{careUnitId}/caps',
    roles: ['unitManager', 'unitDelegate', 'unitAdministrator'],
    summary: 'The unit’s applications for caps, the decisions on them and where it stands now',
    params: z.strictObject({ careUnitId }),
    answer: capsOfUnitAnswer,
    success: 200,
    problems: ['not-found'],
  },
  applyForCap: {
    ...ofUnit,
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/cap-applications',
    roles: ['unitManager', 'unitDelegate'],
    summary: 'Asks the region to limit the number of people listed at the unit',
    params: z.strictObject({ careUnitId }),
    body: applyForCapBody,
    answer: appliedAnswer,
    success: 201,
    problems: ['not-found', 'cap-application-open', 'cap-period-invalid'],
  },
} as const satisfies Record<string, Route>;

/** What the region does about caps: it decides, and each decision is new. */
export const regionCapRoutes = {
  findCapApplications: {
    ...ofRegion,
    method: 'GET',
    path: '/api/staff/cap-applications',
    roles: readers,
    summary: 'The region’s work list of applications for caps, and caps that end soon',
    query: findCapApplicationsQuery,
    answer: capApplicationsAnswer,
    success: 200,
    problems: [],
  },
  getCapApplication: {
    ...ofRegion,
    method: 'GET',
    path: '/api/staff/cap-applications/{applicationId}',
    roles: readers,
    summary: 'One application with its decisions and what may be done with it',
    params: application,
    answer: capApplicationAnswer,
    success: 200,
    problems: ['not-found'],
  },
  simulateCap: {
    ...ofRegion,
    method: 'GET',
    path: '/api/staff/cap-applications/{applicationId}/simulation',
    roles: readers,
    summary: 'What a cap would do: places opened or closed, who waits, free places at units near by',
    params: application,
    query: simulateCapQuery,
    answer: capSimulationAnswer,
    success: 200,
    problems: ['not-found'],
  },
  recordConsultation: {
    ...ofRegion,
    method: 'POST',
    path: '/api/staff/cap-applications/{applicationId}/consultation',
    roles: readers,
    summary: 'Records the consultation between region and provider',
    params: application,
    body: consultationBody,
    answer: appliedAnswer,
    success: 201,
    problems: ['not-found', 'cap-already-decided', 'cap-period-invalid'],
  },
  decideCap: {
    ...ofRegion,
    method: 'POST',
    path: '/api/staff/cap-applications/{applicationId}/decision',
    roles: ['regionDecider'],
    summary: 'Grants a cap, or refuses wholly or partly for special reasons',
    params: application,
    body: decideCapBody,
    answer: ruledAnswer,
    success: 201,
    problems: [
      'not-found',
      'cap-already-decided',
      'consultation-missing',
      'special-reasons-missing',
      'cap-period-invalid',
      'cap-differs-from-application',
    ],
  },
  endCap: {
    ...ofRegion,
    method: 'POST',
    path: '/api/staff/cap-applications/{applicationId}/end',
    roles: ['regionDecider'],
    summary: 'Lifts a cap before its last day: a new decision',
    params: application,
    body: endCapBody,
    answer: ruledAnswer,
    success: 201,
    problems: ['not-found', 'cap-already-decided', 'cap-period-invalid'],
  },
  extendCap: {
    ...ofRegion,
    method: 'POST',
    path: '/api/staff/cap-applications/{applicationId}/extension',
    roles: ['regionDecider'],
    summary: 'Lets a cap go on past its last day: a new decision',
    params: application,
    body: extendCapBody,
    answer: ruledAnswer,
    success: 201,
    problems: ['not-found', 'cap-already-decided', 'cap-period-invalid'],
  },
} as const satisfies Record<string, Route>;
