import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { levelOfAssurance3 } from '#infra/local/e-id-provider/start-eid-provider.ts';
import { readSession } from '#store/session-item.ts';
import {
  readStaffSession,
  saveStaffSession,
  startStaffSession,
  useStaffSession,
} from '#store/staff-session-item.ts';
import { dumpTable } from '#support/dynamodb-local.ts';
import type { Misbehaviour } from '#support/hostile-provider.ts';
import { type HostileWorld, startHostileWorld } from '#support/hostile-world.ts';
import { giveRoles } from '#support/staff-people.ts';

const hsaId = 'SE2321000180-DEMOP01';
const number = 'https://id.oidc.se/claim/personalIdentityNumber';
let world: HostileWorld;
let staffMemberId: string;
beforeAll(async () => {
  world = await startHostileWorld();
  staffMemberId = await giveRoles(world, hsaId, [
    { role: 'unitManager', careUnitId: 'falun', from: '2026-01-01' },
  ]);
});
afterAll(() => world?.stop());
beforeEach(() => {
  world.clockAhead = 0;
  world.staff.misbehave({});
  world.provider.misbehave({});
});

const withClaims = (changes: Record<string, unknown>): Misbehaviour => ({
  claims: (honest) => ({ ...honest, ...changes }),
});
const tokenIn = (cookies: readonly string[] | undefined, name: string) =>
  cookies?.find((cookie) => cookie.startsWith(`${name}=`))?.split(/[=;]/)[1];

async function logIn(issuer: 'one' | 'staff' = 'staff', ...cookies: string[]) {
  const begun = await world.begin(issuer);
  return world.finish(begun.answer, begun.cookie, ...cookies);
}
async function staffToken(...cookies: string[]): Promise<string> {
  return tokenIn((await logIn('staff', ...cookies)).cookies, '__Host-staff') ?? '';
}
const ask = (method: 'GET' | 'POST', path: string, cookie: string) =>
  world.call({
    method,
    path,
    cookies: [cookie],
    headers: method === 'POST' ? { origin: world.site.url, 'content-type': 'application/json' } : {},
  });

describe('a member of staff signs in', () => {
  test('is asked for as the employee of an organisation, never with a commission, at level 3', async () => {
    const { question } = await world.begin('staff');
    const asked = JSON.parse(question.searchParams.get('claims') ?? '{}').id_token;
    expect(Object.keys(asked).toSorted()).toEqual([
      'acr',
      'auth_time',
      'employeeHsaId',
      'name',
      'organizationHsaId',
    ]);
    expect(asked.acr).toEqual({ essential: true, values: ['http://id.sambi.se/loa/loa3'] });
    expect(question.searchParams.get('scope')).toBe('openid');
    expect(question.href).not.toMatch(/commission/i);
  });

  test('gets a cookie of staff alone, and the start page of staff', async () => {
    const done = await logIn();
    expect(done.headers?.location).toBe('/sv/personal');
    const names = (done.cookies ?? []).map((cookie) => cookie.split('=')[0]);
    expect(names).toEqual(['__Host-staff', '__Host-login']);
    expect(done.cookies?.[0]).toMatch(/; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    const session = await readStaffSession(
      world.database,
      tokenIn(done.cookies, '__Host-staff') ?? '',
      new Date(),
    );
    expect(session?.staff).toMatchObject({
      staffMemberId,
      assignments: [{ role: 'unitManager', careUnitId: 'falun', from: '2026-01-01' }],
    });
  });

  test('the table of sessions holds neither name, HSA-id nor role', async () => {
    await logIn();
    const stored = JSON.stringify(await dumpTable(world.database, 'sessions'));
    expect(stored).not.toMatch(/DEMOP01|Testperson|unitManager/i);
  });

  test('the token is new at each login, and the one before is dead', async () => {
    const before = await staffToken();
    const after = await staffToken(`__Host-staff=${before}`);
    expect(after).not.toBe(before);
    expect(await readStaffSession(world.database, before, new Date())).toBeUndefined();
  });

  test('is led back to a page of staff, and to no other', async () => {
    for (const [returnTo, location] of [
      ['/sv/personal/enheter/falun', '/sv/personal/enheter/falun'],
      ['/sv/min-sida', '/sv/personal'],
      ['/sv/personal/logga-in', '/sv/personal'],
      ['/sv/personalen', '/sv/personal'],
    ]) {
      const query = new URLSearchParams({ issuer: 'staff', locale: 'sv', returnTo: returnTo ?? '' });
      const started = await world.call({ method: 'GET', path: '/auth/login', query: query.toString() });
      const answer = world.staff.consent(new URL(String(started.headers?.location)));
      const done = await world.finish(answer, started.cookies?.[0]?.split(';')[0] ?? '');
      expect(done.headers?.location).toBe(location);
    }
  });

  test('a login of a person is not led into the staff part', async () => {
    const query = new URLSearchParams({ issuer: 'one', locale: 'sv', returnTo: '/sv/personal' });
    const started = await world.call({ method: 'GET', path: '/auth/login', query: query.toString() });
    const answer = world.provider.consent(new URL(String(started.headers?.location)));
    const done = await world.finish(answer, started.cookies?.[0]?.split(';')[0] ?? '');
    expect(done.headers?.location).toBe('/sv/min-sida');
  });
});

describe('what opens no staff session', () => {
  const refused: readonly (readonly [string, Misbehaviour, string])[] = [
    ['no level', withClaims({ acr: undefined }), 'failed'],
    ['a lower level', withClaims({ acr: 'http://id.sambi.se/loa/loa2' }), 'failed'],
    ['the level of an e-ID for people', withClaims({ acr: levelOfAssurance3 }), 'failed'],
    ['no employee', withClaims({ employeeHsaId: undefined }), 'failed'],
    ['an employee that is a list', withClaims({ employeeHsaId: [hsaId] }), 'failed'],
    ['an employee that is no HSA-id', withClaims({ employeeHsaId: '199001012385' }), 'failed'],
    ['an HSA-id with more behind', withClaims({ employeeHsaId: `${hsaId}\n` }), 'failed'],
    ['an HSA-id in other letters', withClaims({ employeeHsaId: 'SE2321000180-ＤＥＭＯ' }), 'failed'],
    ['no organisation', withClaims({ organizationHsaId: undefined }), 'failed'],
    ['an organisation that is none', withClaims({ organizationHsaId: 'the region' }), 'failed'],
    [
      'only a number of a person',
      withClaims({ employeeHsaId: undefined, [number]: '199001012385' }),
      'failed',
    ],
    ['an employee whom nobody gave a role', withClaims({ employeeHsaId: 'SE2321000180-DEMOX' }), 'no-role'],
    ['an authentication of long ago', withClaims({ auth_time: 1 }), 'failed'],
    ['a foreign signature', { signature: 'foreign-key' }, 'failed'],
  ];

  test.each(refused)('%s', async (_what, how, failure) => {
    const before = await world.countSessions();
    world.staff.misbehave(how);
    const done = await logIn();
    expect(done.headers?.location).toBe(`/sv/personal/inloggning?fel=${failure}`);
    expect(tokenIn(done.cookies, '__Host-staff')).toBeUndefined();
    expect(await world.countSessions()).toBe(before);
  });

  test('claims of staff from an issuer of people: a person’s session, nothing of staff', async () => {
    world.provider.misbehave(withClaims({ employeeHsaId: hsaId, organizationHsaId: 'SE2321000180-DEMO' }));
    const done = await logIn('one');
    expect(tokenIn(done.cookies, '__Host-staff')).toBeUndefined();
    const token = tokenIn(done.cookies, '__Host-person') ?? '';
    expect(await readStaffSession(world.database, token, new Date())).toBeUndefined();
    expect((await ask('GET', '/api/staff/session', `__Host-staff=${token}`)).statusCode).toBe(401);
  });

  test('claims of staff alone from an issuer of people: nothing at all', async () => {
    const before = await world.countSessions();
    world.provider.misbehave(withClaims({ employeeHsaId: hsaId, [number]: undefined }));
    const done = await logIn('one');
    await world.expectNoSession(done, 'failed', before);
  });

  test.each([
    ['has ended', { from: '2020-01-01', through: '2020-12-31' }],
    ['has not begun', { from: '2199-01-01' }],
  ])('a role that %s', async (what, days) => {
    const another = `SE2321000180-DEMO${what.length}`;
    await giveRoles(world, another, [{ role: 'analyst', ...days }]);
    world.staff.misbehave(withClaims({ employeeHsaId: another }));
    expect((await logIn()).headers?.location).toBe('/sv/personal/inloggning?fel=no-role');
  });
});

describe('a staff session', () => {
  test('opens no route of a person, and a person’s no route of staff', async () => {
    const staff = await staffToken();
    const person = tokenIn((await logIn('one')).cookies, '__Host-person') ?? '';
    for (const [cookie, path, status] of [
      [`__Host-staff=${staff}`, '/api/staff/session', 200],
      [`__Host-person=${staff}`, '/api/session', 401],
      [`__Host-staff=${staff}`, '/api/session', 401],
      [`__Host-person=${person}`, '/api/session', 200],
      [`__Host-staff=${person}`, '/api/staff/session', 401],
      [`__Host-person=${person}`, '/api/staff/session', 401],
    ] as const)
      expect([cookie.split('=')[0], path, (await ask('GET', path, cookie)).statusCode]).toEqual([
        cookie.split('=')[0],
        path,
        status,
      ]);
    expect(await readSession(world.database, staff, new Date())).toBeUndefined();
  });

  test('lasts fifteen minutes unused, and eight hours at most; asking does not extend, extending does', async () => {
    const token = await staffToken();
    const minutes = (count: number) => new Date(Date.now() + count * 60_000);
    expect(await readStaffSession(world.database, token, minutes(14))).toBeDefined();
    expect(await readStaffSession(world.database, token, minutes(16))).toBeUndefined();
    world.clockAhead = 10 * 60_000;
    const limits = async (method: 'GET' | 'POST', path: string) =>
      JSON.parse((await ask(method, path, `__Host-staff=${token}`)).body ?? '{}').idleUntil;
    const first = await limits('GET', '/api/staff/session');
    expect(await limits('GET', '/api/staff/session')).toBe(first);
    const extended = await limits('POST', '/api/staff/session/extension');
    expect(extended > first).toBe(true);
    expect(await readStaffSession(world.database, token, minutes(16))).toBeDefined();
    // Used every quarter of an hour all day long, it ends at its absolute limit all the same.
    for (let at = 20; at < 480; at += 14) await useStaffSession(world.database, token, minutes(at));
    expect(await readStaffSession(world.database, token, minutes(481))).toBeUndefined();
  });

  test('ends at once by logout, also at the provider, which leads back to the page of staff', async () => {
    const token = await staffToken();
    const ended = await ask('POST', '/api/staff/session/end', `__Host-staff=${token}`);
    expect(ended.cookies).toEqual([expect.stringMatching(/^__Host-staff=; .*Max-Age=0/)]);
    const address = new URL(JSON.parse(ended.body ?? '{}').endSessionUrl);
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(
      `${world.site.url}/sv/personal/utloggad`,
    );
    expect(await readStaffSession(world.database, token, new Date())).toBeUndefined();
    expect((await ask('GET', '/api/staff/session', `__Host-staff=${token}`)).statusCode).toBe(401);
  });

  test('ends with the last role, at the midnight after its last day', async () => {
    // Signed in by hand: the role has ended long before this test is run.
    const evening = new Date('2026-06-30T21:55:00.000Z');
    const member = await giveRoles(world, 'SE2321000180-DEMOEND', [
      { role: 'support', from: '2026-01-01', through: '2026-06-30' },
    ]);
    const token = 'T'.repeat(43);
    await saveStaffSession(world.database, token, startStaffSession(member, 'staff', evening));
    expect(await readStaffSession(world.database, token, evening)).toBeDefined();
    const midnight = new Date('2026-06-30T22:00:00.000Z');
    expect(await readStaffSession(world.database, token, midnight)).toBeUndefined();
  });
});
