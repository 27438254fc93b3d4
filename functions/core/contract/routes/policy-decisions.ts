import * as z from 'zod';
import { caseId } from '#contract/cap-schemas.ts';
import {
  decideRulesBody,
  policyDecidedAnswer,
  policyVersionsAnswer,
  previewRulesBody,
  rulesPreviewAnswer,
  withdrawRulesBody,
} from '#contract/policy-schemas.ts';
import type { Route } from '#contract/route.ts';

const ofRegion = { capability: 'region-staff', access: 'staff', kind: 'json' } as const;
const readers = ['regionDecider', 'listingOfficer'] as const;

/** The region's rules on who may be a named doctor: dated decisions, none of which is ever edited. */
export const policyDecisionRoutes = {
  findNamedDoctorRules: {
    ...ofRegion,
    method: 'GET',
    path: '/api/staff/named-doctor-rules',
    roles: readers,
    summary: 'The rules in force, those to come and those past, with the decisions behind them',
    answer: policyVersionsAnswer,
    success: 200,
    problems: [],
  },
  previewNamedDoctorRules: {
    ...ofRegion,
    method: 'POST',
    path: '/api/staff/named-doctor-rules/preview',
    roles: readers,
    summary: 'Which doctors other rules would touch and how many people they have; nothing is saved',
    body: previewRulesBody,
    answer: rulesPreviewAnswer,
    success: 200,
    problems: ['policy-rules-invalid', 'policy-date-invalid'],
  },
  decideNamedDoctorRules: {
    ...ofRegion,
    method: 'POST',
    path: '/api/staff/named-doctor-rules/decisions',
    roles: ['regionDecider'],
    summary: 'Decides new rules on who may be a named doctor, from a day',
    body: decideRulesBody,
    answer: policyDecidedAnswer,
    success: 201,
    problems: [
      'policy-rules-invalid',
      'policy-date-invalid',
      'policy-unchanged',
      'policy-changed',
      'policy-versions-too-many',
    ],
  },
  withdrawNamedDoctorRules: {
    ...ofRegion,
    method: 'POST',
    path: '/api/staff/named-doctor-rules/decisions/{decisionId}/withdrawal',
    roles: ['regionDecider'],
    summary: 'Takes back rules that have not begun: a new decision',
    params: z.strictObject({ decisionId: caseId }),
    body: withdrawRulesBody,
    answer: policyDecidedAnswer,
    success: 201,
    problems: ['policy-not-coming', 'policy-date-invalid', 'policy-changed'],
  },
} as const satisfies Record<string, Route>;
