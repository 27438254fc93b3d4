import {
  followedAnswer,
  followedParams,
  followedQuery,
  followUpAnswer,
  followUpQuery,
  listingFiguresAnswer,
  serviceStateAnswer,
} from '#contract/oversight-schemas.ts';
import type { Route } from '#contract/route.ts';

const common = { method: 'GET', access: 'staff', kind: 'json', success: 200, problems: [] } as const;

/** What those who neither list nor decide look at: figures, the access log, the state of the service. */
export const oversightRoutes = {
  getListingFigures: {
    ...common,
    path: '/api/staff/figures',
    capability: 'region-staff',
    roles: ['analyst', 'listingOfficer', 'regionDecider'],
    summary: 'Figures by unit from counters alone; few people are not told apart',
    answer: listingFiguresAnswer,
  },
  getServiceState: {
    ...common,
    path: '/api/staff/service-state',
    capability: 'region-staff',
    roles: ['support'],
    summary: 'How old what is published is, which policy is in force; nothing of anybody',
    answer: serviceStateAnswer,
  },
  findAccesses: {
    ...common,
    path: '/api/staff/access-log',
    capability: 'staff-roles',
    roles: ['logAuditor'],
    summary: 'Who at a unit has seen data on a day, and a sample of it; the reading is itself an event',
    query: followUpQuery,
    answer: followUpAnswer,
  },
  followStaffMember: {
    ...common,
    path: '/api/staff/access-log/staff-members/{staffMemberId}',
    capability: 'staff-roles',
    roles: ['logAuditor'],
    summary: 'Whose data one member of staff saw in a period, across units; the reading is itself an event',
    params: followedParams,
    query: followedQuery,
    answer: followedAnswer,
    problems: ['not-found'],
  },
} as const satisfies Record<string, Route>;
