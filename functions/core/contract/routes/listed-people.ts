import { choosePurposeBody, purposeAnswer } from '#contract/purpose-schemas.ts';
import type { Route } from '#contract/route.ts';

const common = { capability: 'listed-people', access: 'staff', kind: 'json', success: 200 } as const;
/** The roles that have any purpose to look at people at all. */
const purposeful = [
  'unitManager',
  'unitDelegate',
  'unitAdministrator',
  'listingOfficer',
  'regionDecider',
  'logAuditor',
] as const;

/** The one place where staff see people: why, whom, and what staff do for one person. */
export const listedPeopleRoutes = {
  getPurpose: {
    ...common,
    method: 'GET',
    path: '/api/staff/purpose',
    roles: purposeful,
    summary: 'Why one looks at people now, and the purposes that one’s roles can have',
    answer: purposeAnswer,
    problems: [],
  },
  choosePurpose: {
    ...common,
    method: 'PUT',
    path: '/api/staff/purpose',
    roles: purposeful,
    summary: 'Chooses why one looks at people, once per task; it holds for a time',
    body: choosePurposeBody,
    answer: purposeAnswer,
    problems: [],
  },
  endPurpose: {
    ...common,
    method: 'POST',
    path: '/api/staff/purpose/end',
    roles: purposeful,
    summary: 'Ends the purpose: the task is done',
    answer: purposeAnswer,
    problems: [],
  },
} as const satisfies Record<string, Route>;
