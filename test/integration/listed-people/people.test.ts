import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endRosterEntry } from '#functions/care-unit-staff/change-roster.ts';
import { isProblem } from '#functions/care-unit-staff/roster-state.ts';
import { choosePurpose, endPurpose, getPurpose } from '#functions/listed-people/choose-purpose.ts';
import { findAccessesOfPerson } from '#store/access-log.ts';
import { readCareUnit } from '#store/care-unit-item.ts';
import { countLookUp } from '#store/staff-purpose.ts';
import { personId } from '#support/builders.ts';
import { type DynamoDbLocal, dumpTable, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { doctor, expectSound, openWorld, type World } from '#support/listing-world.ts';
import { deskOf, numbers, staffToken } from '#support/people-desk.ts';

let local: DynamoDbLocal;
let world: World;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local?.stop());
beforeEach(async () => {
  const database = { ...(await local.createDatabase()), client: local.newClient() };
  world = await openWorld(database, {
    falun: { doctors: { anna: { name: 'Anna Berg' }, bert: { name: 'Bert Dal', ceiling: 1 } } },
    mora: { doctors: { cilla: {} } },
  });
  desk = deskOf(world);
  await desk.signIn();
  await desk.register('kim', numbers.kim);
  await desk.register('lo', numbers.lo);
  await desk.register('vera', numbers.vera, true);
  await world.choose('kim', 'falun');
  await world.choose('lo', 'mora');
  await world.choose('vera', 'falun');
  world.now = new Date('2026-11-22T09:00:00Z');
  await world.settle();
});

const told = async <T extends object>(answer: Promise<T>) => {
  const said = await answer;
  if (isProblem(said)) throw new Error(`Refused: ${said.slug}`);
  return said as Exclude<T, { outcome: 'problem' }>;
};
const slugOf = async (answer: Promise<object>) => {
  const said = await answer;
  return isProblem(said) ? said.slug : 'no problem';
};
const entries = async (name: string) => (await findAccessesOfPerson(world.database, personId(name))).entries;
const versionOf = async (name: string) => (await told(desk.open(name))).version;

describe('looking somebody up', () => {
  it('finds who is listed at the unit, writes the entry, and tells nothing but the id', async () => {
    expect(await told(desk.lookUp(numbers.kim, 'falun'))).toEqual({ personId: personId('kim') });
    expect(await entries('kim')).toMatchObject([
      { act: 'lookedUp', careUnitId: 'falun', purpose: 'listingAdministration', role: 'unitAdministrator' },
    ]);
    await expectSound(world);
  });

  it('answers alike whoever the unit may not know of: nobody, listed elsewhere, protected', async () => {
    const answers = [numbers.nobody, numbers.lo, numbers.vera].map((number) => desk.lookUp(number, 'falun'));
    const said = await Promise.all(answers);
    expect(said[0]).toMatchObject({ slug: 'not-found' });
    expect(said[1]).toEqual(said[0]);
    expect(said[2]).toEqual(said[0]);
    expect(await entries('lo')).toEqual([]);
    expect(await entries('vera')).toEqual([]);
    for (const name of ['lo', 'vera', 'nobody']) expect(await desk.open(name)).toEqual(said[0]);
  });

  it('finds who has chosen the unit from midnight', async () => {
    await world.choose('lo', 'falun');
    expect(await told(desk.lookUp(numbers.lo, 'falun'))).toEqual({ personId: personId('lo') });
    expect(await told(desk.open('lo'))).toMatchObject({ pending: { careUnitId: 'falun' }, mayAssign: false });
    expect(await told(desk.open('lo'))).not.toHaveProperty('current');
  });

  it('is made so many times an hour and no more, whatever it finds', async () => {
    const count = (minutes: number) =>
      countLookUp(world.database, staffToken, {
        now: new Date(world.now.getTime() + minutes * 60_000),
        anHour: 3,
      });
    expect([await count(0), await count(1), await count(2), await count(3)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect([await count(59), await count(60), await count(61)]).toEqual([false, true, true]);
    expect(await countLookUp(world.database, 'no such session', { now: world.now, anHour: 3 })).toBe(false);
  });

  it('is refused when the session has made as many as the policy allows', async () => {
    for (let made = 0; made < 60; made += 1) {
      await countLookUp(world.database, staffToken, { now: world.now, anHour: 60 });
    }
    expect(await slugOf(desk.lookUp(numbers.kim, 'falun'))).toBe('too-many-requests');
    expect(await entries('kim')).toEqual([]);
  });

  it('refuses what is no number, and counts nothing', async () => {
    expect(await slugOf(desk.lookUp('19800105-0000', 'falun'))).toBe('invalid-request');
  });
});

describe('somebody with protected identity', () => {
  it('is a row that says no more to the region, and more only for a reason the log keeps', async () => {
    const masked = await told(desk.openInRegion('vera'));
    expect(masked).toMatchObject({ isMasked: true, isProtected: true });
    expect(JSON.stringify(masked)).not.toMatch(/Test vera|falun|1980/);
    const reason = 'The person asked for help by phone.';
    expect(await told(desk.openProtected('vera', reason))).toMatchObject({
      isMasked: false,
      isProtected: true,
      current: { careUnitId: 'falun' },
    });
    const facts = (await entries('vera')).map((entry) => [entry.facts.join(' '), entry.reason]);
    expect(facts.toSorted()).toEqual([
      ['identity listing namedDoctor', reason],
      ['protectedRow', undefined],
    ]);
    await expectSound(world);
  });

  it.each(['', 'because', `It is ${numbers.lo} again`])('is not opened for such a reason', async (reason) => {
    expect(await slugOf(desk.openProtected('vera', reason))).toBe('invalid-request');
    expect(await entries('vera')).toEqual([]);
  });
});

describe('registering and proposing', () => {
  it('registers a doctor as assigned, tells the person, and yes makes it the person’s own choice', async () => {
    await told(desk.assign('kim', 'anna', { version: await versionOf('kim') }));
    const mine = await desk.myPage('kim');
    expect(mine.current?.namedDoctor).toMatchObject({ doctorId: 'anna', origin: 'assigned' });
    expect(mine.proposal).toMatchObject({ kind: 'registered', doctorId: 'anna' });
    await desk.answer('kim', mine.proposal?.messageId ?? '', 'accept');
    const after = await desk.myPage('kim');
    expect(after.current?.namedDoctor).toMatchObject({ doctorId: 'anna', origin: 'chosen' });
    expect(after).not.toHaveProperty('proposal');
    expect(after.changes.left).toBe(mine.changes.left);
    expect((await told(desk.open('kim'))).history).toMatchObject([
      { kind: 'doctor-registered', name: 'Anna Berg', answer: 'accepted' },
    ]);
    await expectSound(world);
  });

  it('no is an answer that counts, is shown to the unit, and stands', async () => {
    await told(desk.assign('kim', 'anna', { version: await versionOf('kim') }));
    const { proposal } = await desk.myPage('kim');
    const key = world.newId();
    await told(desk.answer('kim', proposal?.messageId ?? '', 'decline', key));
    expect(await told(desk.answer('kim', proposal?.messageId ?? '', 'decline', key))).toEqual({
      answer: 'decline',
    });
    const page = await told(desk.open('kim'));
    expect(page).toMatchObject({
      current: { namedDoctor: { kind: 'declined' } },
      mayRegister: false,
      history: [{ answer: 'declined' }],
    });
    const version = page.version;
    expect(await slugOf(desk.assign('kim', 'anna', { version }))).toBe('doctor-declined');
    expect(await slugOf(desk.assign('kim', 'anna', { version, kind: 'proposed' }))).toBe('doctor-declined');
    expect(await slugOf(desk.assign('kim', 'bert', { version }))).toBe('doctor-chosen-by-person');
    const { capacities } = await expectSound(world);
    expect(capacities.find(({ careUnitId }) => careUnitId === 'falun')).toMatchObject({
      declinedDoctor: 1,
      doctors: { anna: { taken: 0 } },
    });
  });

  it('never writes over a choice; a proposal leaves it as it is until yes', async () => {
    await world.chooseDoctor('kim', 'falun', doctor('anna'));
    const version = await versionOf('kim');
    expect(await slugOf(desk.assign('kim', 'bert', { version }))).toBe('doctor-chosen-by-person');
    await told(desk.assign('kim', 'bert', { version, kind: 'proposed' }));
    const mine = await desk.myPage('kim');
    expect(mine.current?.namedDoctor).toMatchObject({ doctorId: 'anna', origin: 'chosen' });
    await told(desk.answer('kim', mine.proposal?.messageId ?? '', 'accept'));
    expect((await desk.myPage('kim')).current?.namedDoctor).toMatchObject({
      doctorId: 'bert',
      origin: 'chosen',
    });
    await expectSound(world);
  });

  it('is one act however often the form is sent, and refused on an older page', async () => {
    const version = await versionOf('kim');
    const sent = await Promise.all([
      slugOf(desk.assign('kim', 'anna', { version })),
      slugOf(desk.assign('kim', 'anna', { version })),
    ]);
    expect(sent.toSorted()).toEqual(['listing-changed', 'no problem']);
    const { messages } = await expectSound(world);
    expect(messages).toHaveLength(1);
  });

  it('and a person who chooses at the same moment: both are never lost, the choice is never written over', async () => {
    for (let round = 0; round < 4; round += 1) {
      const version = await versionOf('kim');
      const wanted = round % 2 === 0 ? 'anna' : 'bert';
      const other = round % 2 === 0 ? 'bert' : 'anna';
      const [assigned] = await Promise.all([
        slugOf(desk.assign('kim', other, { version, kind: 'proposed' })),
        world.chooseDoctor('kim', 'falun', doctor(wanted)),
      ]);
      expect(['no problem', 'listing-changed', 'doctor-already-chosen']).toContain(assigned);
      const mine = await desk.myPage('kim');
      expect(mine.current?.namedDoctor).toMatchObject({ doctorId: wanted, origin: 'chosen' });
      await expectSound(world);
    }
  });

  it('keeps to the ceiling, and to nobody else’s people', async () => {
    await world.choose('lo', 'falun', { namedDoctor: doctor('bert') });
    const version = await versionOf('kim');
    expect(await slugOf(desk.assign('kim', 'bert', { version }))).toBe('doctor-full');
    expect(await slugOf(desk.assign('kim', 'cilla', { version, careUnitId: 'mora' }))).toBe('not-found');
    expect(await slugOf(desk.assign('vera', 'anna', { version }))).toBe('not-found');
  });

  it('puts no name or number anywhere but in the sealed identity', async () => {
    await told(desk.lookUp(numbers.kim, 'falun'));
    await told(desk.assign('kim', 'anna', { version: await versionOf('kim') }));
    const rows = [
      ...(await dumpTable(world.database, 'main')),
      ...(await dumpTable(world.database, 'events')),
    ];
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${numbers.kim}|Test kim`));
  });
});

describe('a doctor who has left', () => {
  const end = async (successorDoctorId?: string) => {
    const unit = await readCareUnit(world.database, 'falun');
    const body = {
      rev: unit?.capacity.rev ?? 0,
      lastDay: '2026-11-22',
      ...(successorDoctorId && { successorDoctorId }),
    };
    const params = { careUnitId: 'falun', doctorId: 'anna' };
    const staff = { staffMemberId: 'staffmember', role: 'unitManager' } as const;
    const context = { now: world.now, ids: { newId: world.newId }, staff };
    return endRosterEntry(world.database, { params, query: undefined, body }, context);
  };

  it('is nobody’s named doctor from the next day, by the clock: no listing is touched, and the unit proposes', async () => {
    await world.chooseDoctor('kim', 'falun', doctor('anna'));
    const before = await versionOf('kim');
    await told(end('bert'));
    expect((await told(desk.open('kim'))).current?.namedDoctor).toMatchObject({ hasLeft: false });
    world.now = new Date('2026-11-23T09:00:00Z');
    const page = await told(desk.open('kim'));
    expect(page.current?.namedDoctor).toMatchObject({
      name: 'Anna Berg',
      hasLeft: true,
      successorName: 'Bert Dal',
    });
    expect(page).toMatchObject({ version: before, mayRegister: true });
    expect((await desk.myPage('kim')).current?.namedDoctor).toMatchObject({
      name: 'Anna Berg',
      hasLeft: true,
    });
    await told(desk.assign('kim', 'bert', { version: page.version }));
    await expectSound(world);
  });

  it.each(['anna', 'cilla', 'nobody'])('is not followed by %s', async (successor) => {
    expect(await slugOf(end(successor))).toBe('roster-entry-invalid');
  });
});

describe('the purpose', () => {
  const context = () =>
    ({
      ...desk.context(),
      staff: {
        assignments: [
          { assignmentId: 'a', role: 'unitAdministrator', from: '2026-01-01', careUnitId: 'falun' },
        ],
      },
    }) as const;

  it('stands on the session with its time, is one of the role’s, and can be ended', async () => {
    expect(await getPurpose(world.database, context())).toEqual({
      choices: ['care', 'listingAdministration', 'caseHandling'],
      minutes: 60,
    });
    const chosen = await told(choosePurpose(world.database, { body: { purpose: 'care' } }, context()));
    expect(chosen.chosen).toEqual({
      purpose: 'care',
      chosenAt: '2026-11-22T09:00:00.000Z',
      until: '2026-11-22T10:00:00.000Z',
    });
    const others = { body: { purpose: 'logFollowUp' } } as const;
    expect(await slugOf(choosePurpose(world.database, others, context()))).toBe('invalid-request');
    expect((await dumpTable(world.database, 'sessions'))[0]).toMatchObject({ purpose: chosen.chosen });
    await endPurpose(world.database, context());
    expect((await dumpTable(world.database, 'sessions'))[0]).not.toHaveProperty('purpose');
  });
});
