import { expect } from 'vitest';
import type { Response as ApiResponse } from '#http/build-response.ts';
import { staffLevelOfAssurance3 } from '#infra/local/e-id-provider/staff-people.ts';
import { levelOfAssurance3 } from '#infra/local/e-id-provider/start-eid-provider.ts';
import { dumpTable } from './dynamodb-local.ts';
import { type HostileProvider, startHostileProvider } from './hostile-provider.ts';
import { type SessionsWorld, startSessionsWorld } from './sessions-world.ts';

/** A login as far as the provider: what the browser holds, and what it will bring back. */
export interface Begun {
  readonly cookie: string;
  readonly question: URL;
  readonly answer: Record<string, string>;
}

/** The sessions function before providers that may misbehave: issuers `one` and `two` of people, and `staff`. */
export interface HostileWorld extends SessionsWorld {
  readonly provider: HostileProvider;
  readonly other: HostileProvider;
  readonly staff: HostileProvider;
  /** Makes the handler anew, with nothing remembered of the providers. */
  forget(): void;
  begin(issuer?: 'one' | 'two' | 'staff'): Promise<Begun>;
  finish(answer: Record<string, string> | string, ...cookies: string[]): Promise<ApiResponse>;
  countSessions(): Promise<number>;
  /** A page that says why, no cookie of a session, and no session anywhere that was not there before. */
  expectNoSession(
    answer: ApiResponse,
    failure: 'cancelled' | 'failed' | 'expired',
    before: number,
  ): Promise<void>;
}

export async function startHostileWorld(): Promise<HostileWorld> {
  const base = await startSessionsWorld();
  const provider = await startHostileProvider(levelOfAssurance3);
  const other = await startHostileProvider(levelOfAssurance3);
  const staff = await startHostileProvider(staffLevelOfAssurance3, {
    employeeHsaId: 'SE2321000180-DEMOP01',
    organizationHsaId: 'SE2321000180-DEMO',
    name: 'Test Testperson',
  });
  const issuer = { clientId: 'listningstjanst', acrValues: [levelOfAssurance3] };
  const countSessions = async () =>
    (await dumpTable(base.database, 'sessions')).filter(({ pk }) => String(pk).startsWith('SESSION#')).length;
  const world: HostileWorld = Object.assign(base, {
    provider,
    other,
    staff,
    countSessions,
    forget: () => {
      base.configure([
        { ...issuer, id: 'one', name: { sv: 'Ett' }, issuer: provider.issuer },
        { ...issuer, id: 'two', name: { sv: 'Två' }, issuer: other.issuer },
        {
          ...issuer,
          id: 'staff',
          name: { sv: 'Kort' },
          issuer: staff.issuer,
          audience: 'staff',
          acrValues: [staffLevelOfAssurance3],
        },
      ]);
    },
    begin: async (id: 'one' | 'two' | 'staff' = 'one') => {
      const query = `issuer=${id}&locale=sv`;
      const started = await base.call({ method: 'GET', path: '/auth/login', query });
      const [cookie = ''] = started.cookies ?? [];
      const question = new URL(String(started.headers?.location));
      const answer = { one: provider, two: other, staff }[id].consent(question);
      return { cookie: cookie.split(';')[0] ?? '', question, answer };
    },
    finish: (answer: Record<string, string> | string, ...cookies: string[]) => {
      const query = typeof answer === 'string' ? answer : new URLSearchParams(answer).toString();
      return base.call({ method: 'GET', path: '/auth/callback', query, cookies });
    },
    expectNoSession: async (answer: ApiResponse, failure: string, before: number) => {
      expect(answer.statusCode).toBe(303);
      expect(answer.headers?.location).toBe(`/sv/inloggning?fel=${failure}`);
      expect((answer.cookies ?? []).filter((cookie) => cookie.startsWith('__Host-person='))).toEqual([]);
      expect(await countSessions()).toBe(before);
    },
    stop: stopping(base, provider, other, staff),
  });
  world.forget();
  return world;
}

/** Ends the providers before what they were asked by. */
function stopping(base: SessionsWorld, ...providers: HostileProvider[]): () => Promise<void> {
  const stopBase = base.stop;
  return async () => {
    await Promise.all(providers.map((provider) => provider.stop()));
    await stopBase();
  };
}
