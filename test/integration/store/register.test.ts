import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findCareUnitIds, readCareUnit } from '#store/care-unit-item.ts';
import { putPolicy, readPolicies } from '#store/policy-item.ts';
import { saveCareUnit, saveDoctors } from '#store/register-care-unit.ts';
import {
  changesAt,
  current,
  hasDoctor,
  personId,
  policy,
  profile,
  rosterDoctor,
  since2020,
} from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { doctor, dumpWorld, expectSound, openWorld, type World } from '#support/listing-world.ts';

let local: DynamoDbLocal;
let world: World;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());
beforeEach(async () => {
  const database = { ...(await local.createDatabase()), client: local.newClient() };
  world = await openWorld(database, { falun: { cap: 20, doctors: { anna: {} } }, mora: {} });
});

const registrar = () => ({
  at: world.now,
  actor: { kind: 'system', process: 'seeding' } as const,
  newId: world.newId,
});
const doctors = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    doctor: rosterDoctor(`dr${String(index).padStart(4, '0')}`),
    ceilings: since2020(1_100),
    acceptsNew: true,
  }));

describe('registering a care unit', () => {
  it('stores the unit, its roster and an event for each, and names it among the region’s', async () => {
    const registration = { profile: profile('leksand'), caps: since2020(900), doctors: doctors(3) };
    const report = await saveCareUnit(world.database, registration, registrar());
    expect(report).toEqual({ registered: true, doctors: 3 });
    expect(await findCareUnitIds(world.database)).toEqual(['falun', 'leksand', 'mora']);
    expect(await readCareUnit(world.database, 'leksand')).toMatchObject({
      profile: { name: 'Vårdcentral leksand' },
      capacity: { taken: 0, rev: 4, doctors: { dr0002: { taken: 0 } } },
      doctors: [{ doctorId: 'dr0000' }, { doctorId: 'dr0001' }, { doctorId: 'dr0002' }],
      chain: { sequence: 4 },
    });
    await expectSound(world);
  });

  it('may be done again: what is registered stays as it is', async () => {
    const registration = { profile: profile('leksand'), caps: [], doctors: doctors(2) };
    await saveCareUnit(world.database, registration, registrar());
    const before = await dumpWorld(world.database);
    const again = { ...registration, profile: profile('leksand', { name: 'Another' }) };
    expect(await saveCareUnit(world.database, again, registrar())).toEqual({ registered: false, doctors: 0 });
    expect(await dumpWorld(world.database)).toEqual(before);
  });

  it('takes a roster of any size', async () => {
    const registration = { profile: profile('leksand'), caps: [], doctors: doctors(100) };
    expect(await saveCareUnit(world.database, registration, registrar())).toEqual({
      registered: true,
      doctors: 100,
    });
    await expectSound(world);
  });

  it('enters a doctor among choices that go on, and loses none', async () => {
    const choices = ['a1', 'b2', 'c3', 'd4', 'e5'].map((name) =>
      world.choose(name, 'falun', { namedDoctor: doctor('anna') }),
    );
    const facts = { category: 'doctorInTraining', employment: 'permanent', hasSupervisor: false } as const;
    const entered = [{ doctor: rosterDoctor('bo01', { facts }), ceilings: since2020(9), acceptsNew: true }];
    expect(await saveDoctors(world.database, 'falun', entered, registrar())).toBe(1);
    await Promise.all(choices);
    expect(await readCareUnit(world.database, 'falun')).toMatchObject({
      capacity: { taken: 5, doctors: { anna: { taken: 5 }, bo01: { taken: 0 } } },
    });
    await expectSound(world);
  });

  it('keeps a placeholder list on the roster and off the capacity', async () => {
    const list = rosterDoctor('list', { kind: 'placeholderList' });
    await saveDoctors(
      world.database,
      'falun',
      [{ doctor: list, ceilings: [], acceptsNew: false }],
      registrar(),
    );
    const unit = await readCareUnit(world.database, 'falun');
    expect(unit?.doctors.map(({ doctorId }) => doctorId)).toEqual(['anna', 'list']);
    expect(Object.keys(unit?.capacity.doctors ?? {})).toEqual(['anna']);
    await expectSound(world);
  });
});

describe('importing listings', () => {
  const people = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      personId: personId(`p${index}x`),
      current: current(index % 3 === 0 ? 'mora' : 'falun', {
        origin: 'imported',
        namedDoctor:
          index % 3 === 1
            ? hasDoctor('anna')
            : index % 3 === 2
              ? { kind: 'declined', since: '2024-01-01T00:00:00.000Z' }
              : { kind: 'unanswered' },
      } as const),
      changes: index % 2 === 0 ? changesAt('2026-03-01T10:00:00Z') : [],
      pasts:
        index % 5 === 0
          ? [{ ...current('leksand'), until: '2019-12-31T23:00:00.000Z', endedBy: 'register' as const }]
          : [],
    }));

  it('takes over people, history and counters together, also past a cap', async () => {
    expect(await world.importPeople(people(130))).toEqual({ imported: 130, already: 0 });
    const dump = await expectSound(world);
    expect(dump.capacities.find(({ careUnitId }) => careUnitId === 'falun')?.taken).toBe(86);
    expect(dump.pasts).toHaveLength(26);
    expect(dump.events.filter(({ type }) => type === 'listing-imported')).toHaveLength(130);
  });

  it('goes on where it was broken off, and leaves alone those who have a listing', async () => {
    await world.choose(`p3x`, 'mora');
    await world.importPeople(people(40).slice(0, 17));
    expect(await world.importPeople(people(40))).toEqual({ imported: 23, already: 17 });
    expect(await world.importPeople(people(40))).toEqual({ imported: 0, already: 40 });
    await expectSound(world);
  });

  it('writes nothing of a batch whose unit or doctor is not registered', async () => {
    const before = await dumpWorld(world.database);
    const lost = { personId: personId('olle'), current: current('nowhere'), changes: [] };
    await expect(world.importPeople([lost])).rejects.toThrow('not registered');
    const unknown = { ...lost, current: current('mora', { namedDoctor: hasDoctor('nobody') }) };
    await expect(world.importPeople([unknown])).rejects.toThrow();
    expect(await dumpWorld(world.database)).toEqual(before);
  });
});

describe('the policy', () => {
  const from = (seconds: number) => new Date(world.now.getTime() + seconds * 1000).toISOString();

  it('is changed by a later version with its event, at the earliest in sixty seconds', async () => {
    const version = { from: from(60), decisionId: 'second', policy: policy({ effect: 'at-once' }) };
    const early = putPolicy(world.database, { ...version, from: from(59) }, registrar());
    await expect(early).rejects.toThrow('sixty seconds');
    expect(await putPolicy(world.database, version, registrar())).toBe('decided');
    expect(await putPolicy(world.database, version, registrar())).toBe('decided-already');
    const dump = await expectSound(world);
    expect(dump.policy.map(({ decisionId }) => decisionId)).toEqual(['first', 'second']);
  });

  it('is known to every function within ten seconds', async () => {
    const ids = async (at: number) =>
      (await readPolicies(world.database, new Date(world.now.getTime() + at))).map(
        ({ decisionId }) => decisionId,
      );
    expect(await ids(0)).toEqual(['first']);
    await putPolicy(world.database, { from: from(60), decisionId: 'second', policy: policy() }, registrar());
    expect(await ids(9_999)).toEqual(['first']);
    expect(await ids(10_000)).toEqual(['first', 'second']);
  });
});
