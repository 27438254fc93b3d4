import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type * as z from 'zod';
import { commonProblems, type Route } from '#contract/route.ts';
import { isUnitRole, staffRoles } from '#contract/staff-roles.ts';
import type { ApiHandler } from '#http/create-handler.ts';
import { newId } from '#http/ids.ts';
import { functionNames, functions } from '#infra/functions.ts';
import { startKmsEndpoint } from '#infra/local/kms-endpoint.ts';
import type { Listening } from '#infra/local/listen.ts';
import { readCapacity } from '#store/read-person.ts';
import { saveAssignments } from '#store/staff-assignment-item.ts';
import { saveStaffSession, startStaffSession } from '#store/staff-session-item.ts';
import { apiEvent, edgeSecret, lambdaContext, namedRoutes } from '#support/api-events.ts';
import { arbitraryOf } from '#support/arbitrary-call.ts';
import { policy } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { seeded } from '#support/faults.ts';
import { honestCall, pathOf } from '#support/honest-calls.ts';
import { expectSound, openWorld, type World } from '#support/listing-world.ts';
import { keyIds } from '#support/sessions-world.ts';
import { publicOrigin, staffToken } from '#support/stub-handlers.ts';

/** Others by `SEED`, more in `npm run test:full`: what failed is printed with its seed. */
const seed = Number(process.env.SEED ?? 1);
const rounds = process.env.FULL === '1' ? 40 : 6;

/** The functions with routes of staff; those of `sessions` end the session, and are tried in a world of their own. */
const capabilities = [
  ...new Set(
    namedRoutes.flatMap(([, { access, capability }]) =>
      access === 'staff' && capability !== 'sessions' ? [capability] : [],
    ),
  ),
];
const staffRoutes = namedRoutes.filter(
  ([, { access, capability }]) => access === 'staff' && capability !== 'sessions',
);

let local: DynamoDbLocal;
let keys: Listening;
let world: World;
const handlers = new Map<string, ApiHandler>();
/** Ids that answers told, by the name they were told under: a later call may name them. */
const told = new Map<string, Set<string>>();
const logged: string[] = [];
const succeeded = new Set<string>();

beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    logged.push(String(line));
    return true;
  });
  local = await startDynamoDbLocal();
  keys = await startKmsEndpoint({
    keys: [
      { id: keyIds.KMS_IDENTITY_HMAC, kind: 'mac' },
      { id: keyIds.KMS_IDENTITY_SEAL, kind: 'seal' },
      { id: keyIds.KMS_CLIENT, kind: 'sign' },
    ],
  });
  const database = await local.createDatabase();
  const now = new Date();
  const decided = { ...policy(), caps: { requireThrough: false, consultation: false, exemptions: [] } };
  world = await openWorld(
    database,
    { falun: { cap: 20, doctors: { anna: {}, bert: {} } }, mora: {} },
    { now, policy: decided },
  );
  await world.choose('kim', 'falun');
  const staffMemberId = newId();
  const given = staffRoles.map((role) => ({
    staffMemberId,
    assignment: {
      assignmentId: newId(),
      role,
      from: '2026-01-01',
      ...(isUnitRole(role) && { careUnitId: 'falun' }),
    },
  }));
  await saveAssignments(database, given, { at: now, actor: { kind: 'system', process: 'seeding' }, newId });
  await saveStaffSession(database, staffToken, startStaffSession(staffMemberId, 'test', now));
  const { main, events, identities, sessions, jobs } = database.tables;
  const environment = {
    TABLE_MAIN: main,
    TABLE_EVENTS: events,
    TABLE_IDENTITIES: identities,
    TABLE_SESSIONS: sessions,
    TABLE_JOBS: jobs,
    PUBLIC_ORIGIN: publicOrigin,
    EDGE_SECRET: edgeSecret,
    AWS_ENDPOINT_URL_DYNAMODB: local.endpoint,
    AWS_ENDPOINT_URL_KMS: keys.url,
    AWS_REGION: 'eu-north-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    ...keyIds,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  for (const capability of capabilities) {
    const name = functionNames.find((one) => one === capability);
    if (!name) throw new Error(`No function for ${capability}`);
    const { handler } = await import(new URL(`../../../${functions[name].entry}`, import.meta.url).href);
    handlers.set(capability, handler);
  }
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await keys?.stop();
  await local?.stop();
});

/** One call, with ids that earlier answers told and the `rev` that is; the answer, checked against the contract. */
async function call(
  name: string,
  route: Route,
  pick: (from: readonly string[]) => string,
  body: unknown,
  query: string,
) {
  const params = Object.fromEntries(
    Array.from(route.path.matchAll(/\{(\w+)\}/g), ([, key = '']) => [
      key,
      key === 'careUnitId'
        ? pick(['falun', 'falun', 'mora', 'nowhere'])
        : pick([...(told.get(key) ?? []), 'anna']),
    ]),
  );
  const current = await readCapacity(world.database, 'falun');
  const sent =
    typeof body === 'object' && body !== null && 'rev' in body && current
      ? { ...body, rev: current.rev }
      : body;
  const { query: _, ...honest } = honestCall(name, route);
  const request = {
    ...honest,
    path: pathOf(route, params),
    cookies: [`__Host-staff=${staffToken}`],
    ...(query && { query }),
    ...(route.method !== 'GET' && { body: JSON.stringify(sent ?? {}) }),
  };
  const answer = await handlers.get(route.capability)?.(apiEvent(request), lambdaContext);
  const said: unknown = JSON.parse(answer?.body ?? '{}');
  const where = `${name} seed ${seed}: ${JSON.stringify(said)} to ${JSON.stringify(sent)}`;
  if (answer?.statusCode === route.success) {
    expect(route.answer?.safeParse(said).success, where).toBe(true);
    gather(said);
    succeeded.add(name);
    return;
  }
  const slug = String((said as { type?: string }).type).replace('urn:problem:', '');
  expect(answer?.statusCode, where).toBeLessThan(500);
  expect([...commonProblems(route), ...route.problems, 'not-found'], where).toContain(slug);
  expect(answer?.headers?.['cache-control']).toBe('no-store');
}

function gather(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (/Id$/.test(key) && typeof child === 'string') told.set(key, (told.get(key) ?? new Set()).add(child));
    gather(child);
  }
}

const queryOf = (query: unknown): string =>
  new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)]],
    ),
  ).toString();
const drawn = (schema: z.ZodType | undefined, at: number) =>
  schema ? fc.sample(arbitraryOf(schema), { seed: at, numRuns: 1 })[0] : undefined;

describe('whatever is sent to the routes of staff', () => {
  test('is answered as the contract says, twice over, and leaves the register whole', async () => {
    expect(staffRoutes.length).toBeGreaterThan(10);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, [name, route]] of staffRoutes.entries()) {
        const at = seed * 10_000 + round * 100 + index;
        const random = seeded(at);
        const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
        const honest: unknown = JSON.parse(honestCall(name, route).body ?? '{}');
        const body = round % 3 === 0 ? honest : drawn(route.body, at);
        const query = queryOf(drawn(route.query, at));
        // Once more at the same moment, as a button pressed twice.
        await Promise.all([call(name, route, pick, body, query), call(name, route, pick, body, query)]);
      }
    }
    world.now = new Date();
    await expectSound(world);
    // Changes came about, and nothing that was sent stands in the log.
    for (const success of ['getRoster', 'addRosterEntry', 'applyForCap'])
      expect(succeeded).toContain(success);
    expect(logged.length).toBeGreaterThan(staffRoutes.length);
    expect(logged.filter((line) => /script|SUM\(|DROP|漢/.test(line))).toEqual([]);
  }, 300_000);
});
