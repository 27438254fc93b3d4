import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#store/database.ts';
import { type Login, saveLogin, takeLogin } from '#store/login-item.ts';
import {
  deleteSession,
  extendSession,
  hashToken,
  newToken,
  readEndedSession,
  readSession,
  type Session,
  saveSession,
  startSession,
  useSession,
} from '#store/session-item.ts';
import {
  type DynamoDbLocal,
  dumpTable,
  startDynamoDbLocal,
  type TestDatabase,
} from '#support/dynamodb-local.ts';

let dynamodb: DynamoDbLocal;
let database: TestDatabase;

beforeAll(async () => {
  dynamodb = await startDynamoDbLocal();
  database = await dynamodb.createDatabase();
});
afterAll(() => dynamodb?.stop());

const start = new Date('2026-03-29T00:30:00.000Z');
const after = (minutes: number, milliseconds = 0) =>
  new Date(start.getTime() + minutes * 60_000 + milliseconds);
const person = { personId: 'abcdefghjkmnpqrstvwxyz0123', birthDate: '1990-01-01', protectedIdentity: false };

async function begin(): Promise<{ token: string; session: Session }> {
  const token = newToken();
  const session = startSession({ ...person, language: 'ar' }, 'test', start);
  await saveSession(database, token, session);
  return { token, session };
}

test('a session is read as it was saved, and the table never learns its token', async () => {
  const { token, session } = await begin();
  expect(await readSession(database, token, after(1))).toEqual(session);
  const items = await dumpTable(database, 'sessions');
  expect(JSON.stringify(items)).not.toContain(token);
  expect(items.find(({ pk }) => pk === `SESSION#${hashToken(token)}`)).toMatchObject({
    kind: 'person',
    // Half an hour past its last moment: until then it may leave an answer.
    expiresAt: after(90).getTime() / 1000,
  });
});

test('a token has 256 random bits', () => {
  const tokens = Array.from({ length: 100 }, newToken);
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
});

test('it is live until its idle limit and not at it', async () => {
  const { token } = await begin();
  expect(await readSession(database, token, after(20, -1))).toBeDefined();
  expect(await readSession(database, token, after(20))).toBeUndefined();
  expect(await useSession(database, token, after(20))).toBeUndefined();
});

test('a use moves the idle limit, at most once a minute', async () => {
  const { token, session } = await begin();
  expect((await useSession(database, token, after(1, -1)))?.idleUntil).toBe(session.idleUntil);
  expect((await useSession(database, token, after(1)))?.idleUntil).toBe(after(21).toISOString());
  expect((await useSession(database, token, after(1, 59_999)))?.idleUntil).toBe(after(21).toISOString());
  expect((await readSession(database, token, after(20, 59_999)))?.idleUntil).toBe(after(21).toISOString());
});

test('the idle limit never passes the absolute one, nor moves back', async () => {
  const { token } = await begin();
  for (const minutes of [19, 38, 50]) await useSession(database, token, after(minutes));
  const capped = await readSession(database, token, after(59));
  expect(capped?.idleUntil).toBe(after(60).toISOString());
  expect(capped && (await extendSession(database, token, capped, after(2)))).toEqual(capped);
  expect(await useSession(database, token, after(60))).toBeUndefined();
});

test('an ended session is dead at once, and nothing brings it back', async () => {
  const { token, session } = await begin();
  await deleteSession(database, token);
  await deleteSession(database, token);
  expect(await readSession(database, token, after(1))).toBeUndefined();
  expect(await extendSession(database, token, session, after(5))).toBeUndefined();
  expect(await readSession(database, token, after(6))).toBeUndefined();
});

test('neither a hash, nor another token, nor the token of a login opens a session', async () => {
  const { token } = await begin();
  const loginToken = newToken();
  await saveLogin(database, loginToken, login);
  for (const other of ['', hashToken(token), `${token}=`, token.slice(1), loginToken]) {
    expect(await readSession(database, other, after(1))).toBeUndefined();
  }
});

const login: Login = {
  issuerId: 'test',
  state: 'a-state',
  nonce: 'a-nonce',
  codeVerifier: 'a-verifier',
  startedAt: start.toISOString(),
  locale: 'sv',
  returnTo: '/sv/hitta',
};

test('a login is taken once, also by many at the same moment', async () => {
  const token = newToken();
  await saveLogin(database, token, login);
  const taken = await Promise.all(Array.from({ length: 5 }, () => takeLogin(database, token, after(1))));
  expect(taken.filter((one) => one !== undefined)).toEqual([login]);
  expect(await takeLogin(database, token, after(1))).toBeUndefined();
});

test('a login is dead after ten minutes, whether or not the table has cleaned it away', async () => {
  for (const [at, expected] of [
    [after(10, -1), login],
    [after(10), undefined],
  ] as const) {
    const token = newToken();
    await saveLogin(database, token, login);
    expect(await takeLogin(database, token, at)).toEqual(expected);
  }
});

test('a table that does not answer is a fault, not a missing session', async () => {
  const unreachable: Database = {
    ...database,
    client: dynamodb.newClient(),
    tables: { ...database.tables, sessions: 'no-such-table' },
  };
  await expect(readSession(unreachable, newToken(), start)).rejects.toThrow();
});

test('for half an hour after its end by time it is found as ended, and after a logout never', async () => {
  const { token, session } = await begin();
  expect(await readEndedSession(database, token, after(19))).toBeUndefined();
  expect(await readEndedSession(database, token, after(20))).toEqual(session);
  expect(await readEndedSession(database, token, after(49))).toEqual(session);
  expect(await readEndedSession(database, token, after(50))).toBeUndefined();
  await deleteSession(database, token);
  expect(await readEndedSession(database, token, after(21))).toBeUndefined();
});
