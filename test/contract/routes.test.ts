import { describe, expect, test, vi } from 'vitest';
import { problemSchema, problemStatus, problemType, slugOf } from '#contract/problems.ts';
import { commonProblems } from '#contract/route.ts';
import type { ApiHandler } from '#http/create-handler.ts';
import { apiEvent, edgeSecret, lambdaContext, namedRoutes } from '#support/api-events.ts';
import { pathOf } from '#support/honest-calls.ts';

/** What the template gives each function, with values that reach nothing. */
const environment = {
  TABLE_MAIN: 'main',
  TABLE_EVENTS: 'events',
  TABLE_IDENTITIES: 'identities',
  TABLE_SESSIONS: 'sessions',
  TABLE_JOBS: 'jobs',
  PUBLIC_ORIGIN: 'https://listning.example.se',
  EDGE_SECRET: edgeSecret,
  KMS_IDENTITY_HMAC: 'hmac',
  KMS_IDENTITY_SEAL: 'seal',
  KMS_CLIENT: 'client',
  EID_ISSUERS: JSON.stringify([
    { id: 'one', name: { sv: 'Ett' }, issuer: 'https://id.example.se', clientId: 'c', acrValues: ['a'] },
  ]),
  REGION: JSON.stringify({
    slug: 'provlan',
    code: '99',
    name: 'Region Provlän',
    locales: ['sv'],
    invented: true,
    contact: { phone: '070-1740605', phoneHours: '8–16', postalAddress: ['Exempelvägen 1'] },
    municipalities: [],
  }),
};
const load: Readonly<Record<string, () => Promise<{ handler: ApiHandler }>>> = {
  directory: () => import('#functions/directory/handler.ts'),
  sessions: () => import('#functions/sessions/handler.ts'),
  listings: () => import('#functions/listings/handler.ts'),
  'care-unit-staff': () => import('#functions/care-unit-staff/handler.ts'),
  'listed-people': () => import('#functions/listed-people/handler.ts'),
  'region-staff': () => import('#functions/region-staff/handler.ts'),
  'staff-roles': () => import('#functions/staff-roles/handler.ts'),
  imports: () => import('#functions/imports/handler.ts'),
};

async function handlerOf(capability: string): Promise<ApiHandler> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const loaded = await load[capability]?.();
  if (!loaded) throw new Error(`No function serves ${capability}`);
  return loaded.handler;
}

describe.each(namedRoutes)('%s', (_name, route) => {
  const path = pathOf(route);

  test('is served by the function of its capability, and refused before anything is read', async () => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const handler = await handlerOf(route.capability);
    const headers = { origin: environment.PUBLIC_ORIGIN, 'content-type': 'application/json' };
    const answer = await handler(
      apiEvent({ method: route.method, path, headers, query: 'code=1&code=2' }),
      lambdaContext,
    );
    vi.restoreAllMocks();
    if (route.kind === 'redirect') {
      expect([answer.statusCode, answer.headers?.location]).toEqual([303, '/sv/inloggning?fel=failed']);
      return;
    }
    const problem = problemSchema.parse(JSON.parse(answer.body ?? ''));
    expect(slugOf(problem)).toBe(route.access === 'public' ? 'invalid-request' : 'not-signed-in');
    expect([...commonProblems(route), ...route.problems]).toContain(slugOf(problem));
  });

  test('has exactly the path parameters that its schema names', () => {
    const inPath = Array.from(route.path.matchAll(/\{(\w+)\}/g), ([, name]) => name);
    expect(Object.keys(route.params?.shape ?? {})).toEqual(inPath);
  });

  test('is consistent in itself', () => {
    expect(route.path).toMatch(/^\/(api|auth)(\/[a-z0-9.-]+|\/\{\w+\})+$/);
    expect(route.kind === 'redirect').toBe(route.success === 303);
    expect(route.kind === 'redirect' || route.answer !== undefined).toBe(true);
    if (route.method === 'GET') expect([route.body, route.idempotent]).toEqual([undefined, undefined]);
    const slugs = [...commonProblems(route), ...route.problems];
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const slug of slugs) expect(problemStatus[slug]).toBeGreaterThanOrEqual(400);
    // An answer outside the session's own routes about a person needs a session.
    if (route.capability === 'listings') expect(route.access).not.toBe('public');
    if (route.capability === 'directory') expect(route.access).toBe('public');
    if (/-staff$/.test(route.capability)) expect(route.access).toBe('staff');
    // Staff are let in by role, never by being staff; nobody else has a role.
    if (route.access === 'staff') expect(new Set(route.roles).size).toBeGreaterThan(0);
    else expect(route.roles).toBeUndefined();
    expect(new Set(route.roles).size).toBe(route.roles?.length ?? 0);
    expect(route.path.startsWith('/api/staff/')).toBe(route.access === 'staff');
  });

  test('takes nothing that it does not name', () => {
    for (const schema of [route.params, route.body]) {
      expect(
        schema?.safeParse({ unknownField: 1 }).error?.issues.map(({ code }) => code) ?? ['unrecognized_keys'],
      ).toContain('unrecognized_keys');
    }
  });
});

test('no two routes meet', () => {
  const shapes = namedRoutes.map(([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
  expect(new Set(shapes).size).toBe(shapes.length);
});

test('only the routes of signing in redirect', () => {
  const redirecting = namedRoutes.filter(([, route]) => route.kind === 'redirect').map(([name]) => name);
  expect(redirecting).toEqual(['startLogin', 'finishLogin']);
});

test('a problem type is its slug, and one we do not know is an unexpected fault', () => {
  for (const slug of ['care-unit-full', 'not-found'] as const)
    expect(slugOf({ type: problemType(slug) })).toBe(slug);
  for (const type of ['urn:problem:tomorrow', 'urn:problem:toString', 'about:blank', ''])
    expect(slugOf({ type })).toBe('unexpected-fault');
});
