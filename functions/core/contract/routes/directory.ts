import * as z from 'zod';
import { careUnitAnswer, findAnswer, findQuery, rulesAnswer } from '#contract/directory-schemas.ts';
import type { Route } from '#contract/route.ts';
import { careUnitId } from '#contract/values.ts';

/** What anyone may read, signed in or not. */
export const directoryRoutes = {
  findCareUnits: {
    method: 'GET',
    path: '/api/care-units',
    capability: 'directory',
    access: 'public',
    kind: 'json',
    summary: 'Every listable care unit of the region, searched, filtered and sorted',
    query: findQuery,
    answer: findAnswer,
    success: 200,
    problems: [],
  },
  getCareUnit: {
    method: 'GET',
    path: '/api/care-units/{careUnitId}',
    capability: 'directory',
    access: 'public',
    kind: 'json',
    summary: 'One care unit with its doctors who can be chosen',
    params: z.strictObject({ careUnitId }),
    answer: careUnitAnswer,
    success: 200,
    problems: ['not-found'],
  },
  getRules: {
    method: 'GET',
    path: '/api/rules',
    capability: 'directory',
    access: 'public',
    kind: 'json',
    summary: 'What the region has decided: from which ages, how many changes, when a choice applies',
    answer: rulesAnswer,
    success: 200,
    problems: [],
  },
  getOpenApi: {
    method: 'GET',
    path: '/api/openapi.json',
    capability: 'directory',
    access: 'public',
    kind: 'json',
    summary: 'This API as an OpenAPI 3.1 document',
    answer: z.record(z.string(), z.unknown()),
    success: 200,
    problems: [],
  },
} as const satisfies Record<string, Route>;
