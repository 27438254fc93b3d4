import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  findImportSession,
  issueImportToken,
  readImportToken,
  withdrawImportToken,
} from '#store/import-token-item.ts';
import { deleteSession, newToken } from '#store/session-item.ts';
import { saveAssignments } from '#store/staff-assignment-item.ts';
import { saveStaffSession, startStaffSession } from '#store/staff-session-item.ts';
import { type DynamoDbLocal, dumpTable, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { openWorld, type World } from '#support/listing-world.ts';

let local: DynamoDbLocal;
let world: World;
let session: string;
const staffMemberId = 'officer';
const later = (minutes: number) => new Date(world.now.getTime() + minutes * 60_000);
const issue = async () => (await issueImportToken(world.database, staffMemberId, session, world.now)).token;
const holder = async (token: string, now = world.now) =>
  (await findImportSession(world.database, token, now))?.staff;

beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local?.stop());
beforeEach(async () => {
  world = await openWorld(await local.createDatabase(), { falun: {} });
  const registrar = {
    at: world.now,
    actor: { kind: 'system', process: 'seeding' },
    newId: world.newId,
  } as const;
  const assignment = {
    assignmentId: 'one',
    role: 'listingOfficer',
    from: '2026-01-01',
    through: '2026-11-21',
  } as const;
  await saveAssignments(world.database, [{ staffMemberId, assignment }], registrar);
  session = newToken();
  await saveStaffSession(world.database, session, startStaffSession(staffMemberId, 'test-staff', world.now));
});

it('tells who holds it and in which roles, for an hour; only a hash of it is kept', async () => {
  const token = await issue();
  expect(await holder(token)).toMatchObject({ staffMemberId, assignments: [{ role: 'listingOfficer' }] });
  expect(await holder(token, later(59))).toBeDefined();
  expect(await holder(token, later(60))).toBeUndefined();
  expect(await readImportToken(world.database, staffMemberId, world.now)).toBe(later(60).toISOString());
  const secret = token.split('.')[2] ?? '';
  expect(JSON.stringify(await dumpTable(world.database, 'sessions'))).not.toContain(secret);
});

it('ends when it is taken back, when another is issued, and when its holder logs out', async () => {
  const first = await issue();
  const second = await issue();
  expect([await holder(first), (await holder(second))?.staffMemberId]).toEqual([undefined, staffMemberId]);
  await withdrawImportToken(world.database, staffMemberId);
  expect(await holder(second)).toBeUndefined();
  const third = await issue();
  await deleteSession(world.database, session);
  expect(await holder(third)).toBeUndefined();
});

it('opens nothing once the last role has ended, and is nobody’s with another’s name', async () => {
  const token = await issue();
  expect(await holder(token.replace(staffMemberId, 'someone'))).toBeUndefined();
  world.now = new Date('2026-11-21T22:45:00Z');
  session = newToken();
  await saveStaffSession(world.database, session, startStaffSession(staffMemberId, 'x', world.now));
  const late = await issue();
  expect(await holder(late)).toBeDefined();
  // Midnight in Stockholm: the day after the role's last.
  expect(await holder(late, new Date('2026-11-21T23:15:00Z'))).toBeUndefined();
});
