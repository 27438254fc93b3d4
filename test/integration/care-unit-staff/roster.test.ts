import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import { changeRosterEntries, previewRosterChanges } from '#functions/care-unit-staff/change-many.ts';
import {
  addRosterEntry,
  changeRosterEntry,
  endRosterEntry,
  undoRosterChange,
} from '#functions/care-unit-staff/change-roster.ts';
import { getRoster, getRosterEntry } from '#functions/care-unit-staff/get-roster.ts';
import { isProblem, type RosterContext } from '#functions/care-unit-staff/roster-state.ts';
import { publishDirectory } from '#functions/workers/publish-directory/publish-directory.ts';
import { readSnapshot } from '#store/directory-item.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { doctor, expectSound, openWorld, type World } from '#support/listing-world.ts';
import { wanted } from '#support/roster.ts';

let local: DynamoDbLocal;
let world: World;
let records: string[];
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local?.stop());
beforeEach(async () => {
  const database = {
    ...(await local.createDatabase()),
    client: local.newClient(),
    onCall: (call: { writes: readonly { table: string; key: Readonly<Record<string, string>> }[] }) => {
      for (const { table, key } of call.writes) if (table === 'main') records.push(`${key.pk} ${key.sk}`);
    },
  };
  records = [];
  world = await openWorld(database, {
    falun: { cap: 20, doctors: { anna: { ceiling: 3, name: 'Anna Berg' }, bert: { name: 'Bert Dal' } } },
    mora: { doctors: { cilla: {} } },
  });
});

const params = { careUnitId: 'falun' };
const anna = { ...params, doctorId: 'anna' };
const call = <P, B>(given: P, body: B) => ({ params: given, query: undefined, body });
const context = (role: RosterContext['staff']['role'] = 'unitManager'): RosterContext => ({
  now: world.now,
  ids: { newId: world.newId },
  staff: { staffMemberId: 'staffmember', role },
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
const roster = () => told(getRoster(world.database, call(params, undefined), context()));
const entry = (doctorId: string) =>
  told(getRosterEntry(world.database, call({ ...params, doctorId }, undefined), context()));
const rev = async () => (await roster()).rev;
const later = (minutes: number) => {
  world.now = new Date(world.now.getTime() + minutes * 60_000);
};
const asIs = { name: 'Anna Berg', share: 100, languages: ['sv'], startsOn: '2020-01-01' };
const changeAnna = async (over: Parameters<typeof wanted>[0]) =>
  changeRosterEntry(
    world.database,
    call(anna, { rev: await rev(), entry: writable({ ...asIs, ...over }) }),
    context(),
  );
const writable = (over: Parameters<typeof wanted>[0]) => {
  const { languages, absences, ...rest } = wanted(over);
  return { ...rest, languages: [...languages], absences: absences.map((absence) => ({ ...absence })) };
};
const publish = async () => {
  const changed = [...new Set(records.flatMap((key) => /^UNIT#(\S+)/.exec(key)?.[1] ?? []))];
  const clock = () => world.now;
  await publishDirectory({ database: world.database, clock, wait: async () => later(1) }, changed);
  const stored = await readSnapshot<DirectorySnapshot>(world.database, { consistent: true });
  return stored?.document.careUnits.find(({ careUnitId }) => careUnitId === 'falun')?.doctors ?? [];
};

describe('the roster of a unit', () => {
  it('tells numbers, and why somebody cannot be chosen', async () => {
    await world.choose('kim', 'falun', { namedDoctor: doctor('anna') });
    await told(changeAnna({ category: 'licensedDoctor' }));
    expect(await roster()).toMatchObject({
      careUnitName: 'Vårdcentral falun',
      today: '2026-11-21',
      mayChange: true,
      rows: [
        { doctorId: 'anna', listed: 1, ceiling: 3, choosable: 'category-not-allowed' },
        { doctorId: 'bert', listed: 0, choosable: 'choosable' },
      ],
    });
    const officer = await told(getRoster(world.database, call(params, undefined), context('listingOfficer')));
    expect(officer.mayChange).toBe(false);
    await expectSound(world);
  });

  it('is nobody’s at a unit or for a doctor that is not there', async () => {
    const nowhere = { careUnitId: 'nowhere' };
    expect(await slugOf(getRoster(world.database, call(nowhere, undefined), context()))).toBe('not-found');
    const cilla = { ...params, doctorId: 'cilla' };
    expect(await slugOf(getRosterEntry(world.database, call(cilla, undefined), context()))).toBe('not-found');
    const ending = call(cilla, { rev: await rev(), lastDay: '2026-12-01' });
    expect(await slugOf(endRosterEntry(world.database, ending, context()))).toBe('not-found');
  });
});

describe('a change', () => {
  it('reaches the published directory by the records of the unit’s own items, and no others', async () => {
    records = [];
    const body = { rev: await rev(), entry: writable({ name: 'Maja Lind' }) };
    const { doctorId } = await told(addRosterEntry(world.database, call(params, body), context()));
    expect(records.toSorted()).toEqual(
      [
        'UNIT#falun PROFILE',
        'UNIT#falun CAPACITY',
        `UNIT#falun DOCTOR#${doctorId}`,
        // The profile's event is the fourth of the unit: its registration and two doctors came before.
        `ROSTER#falun ${doctorId}#0000000004`,
      ].toSorted(),
    );
    expect((await publish()).map(({ name }) => name)).toEqual(['Anna Berg', 'Bert Dal', 'Maja Lind']);
    expect(await world.choose('kim', 'falun', { namedDoctor: doctor(doctorId) })).not.toHaveProperty('slug');
    await expectSound(world);
  });

  it('of whom a doctor takes and when she is seen is what patients meet at once', async () => {
    await told(changeAnna({ takesAges: { through: 6 } }));
    expect((await publish())[0]).toMatchObject({ doctorId: 'anna', takesAges: { through: 6 } });
    const grown = await world.choose('kim', 'falun', { namedDoctor: doctor('anna') });
    expect(grown).toMatchObject({ slug: 'doctor-takes-others' });
    await told(changeAnna({ visibleThrough: '2026-11-20' }));
    expect((await publish()).map(({ doctorId }) => doctorId)).toEqual(['bert']);
    const entry = await told(getRosterEntry(world.database, call(anna, undefined), context()));
    expect(entry.row).toMatchObject({ choosable: 'not-shown', visibleThrough: '2026-11-20' });
    expect(entry.history.map(({ differences }) => differences.map(({ field }) => field))).toEqual([
      ['takesAges', 'visibleThrough'],
      ['takesAges'],
    ]);
    await expectSound(world);
  });

  it('of a placeholder list reaches no patient', async () => {
    const entryWanted = writable({ kind: 'placeholderList', name: 'Falun 1' });
    const body = { rev: await rev(), entry: entryWanted };
    const { doctorId } = await told(addRosterEntry(world.database, call(params, body), context()));
    expect((await publish()).map(({ name }) => name)).toEqual(['Anna Berg', 'Bert Dal']);
    const chosen = await world.choose('kim', 'falun', { namedDoctor: doctor(doctorId) });
    expect(chosen.slug).toBe('doctor-not-choosable');
    expect((await entry(doctorId)).row).toMatchObject({
      kind: 'placeholderList',
      choosable: 'placeholder-list',
    });
    await expectSound(world);
  });

  it('made on an older roster is refused and saves nothing', async () => {
    const old = await rev();
    await told(changeAnna({ share: 80 }));
    records = [];
    const again = call(anna, { rev: old, entry: writable({ ...asIs, share: 60 }) });
    expect(await slugOf(changeRosterEntry(world.database, again, context()))).toBe('roster-changed');
    expect(records).toEqual([]);
    await expectSound(world);
  });

  it('made twice at once is made once', async () => {
    const body = { rev: await rev(), entry: writable({ name: 'Maja Lind' }) };
    const add = () => slugOf(addRosterEntry(world.database, call(params, body), context()));
    expect((await Promise.all([add(), add()])).toSorted()).toEqual(['no problem', 'roster-changed']);
    expect((await roster()).rows).toHaveLength(3);
    await expectSound(world);
  });

  it('goes on while people choose: no counter is lost', async () => {
    const names = ['kim', 'lo', 'mio'];
    const [, ...chosen] = await Promise.all([
      changeAnna({ ceiling: { value: 2, from: '2026-11-21' } }),
      ...names.map((name) => world.choose(name, 'falun', { namedDoctor: doctor('anna') })),
    ]);
    const places = chosen.filter((answer) => !('slug' in answer)).length;
    expect((await entry('anna')).row.listed).toBe(places);
    await expectSound(world, { commitDelay: 1 });
  });

  it('says each value that cannot be by its field', async () => {
    const answer = await changeAnna({ name: '', share: 0 });
    expect(answer).toMatchObject({
      slug: 'roster-entry-invalid',
      extras: {
        errors: [
          { pointer: '/body/name', reason: 'name-missing' },
          { pointer: '/body/share', reason: 'share-out-of-range' },
        ],
      },
    });
  });
});

describe('ending', () => {
  it('leaves people listed, without a doctor to be shown; nobody new can choose', async () => {
    await world.choose('kim', 'falun', { namedDoctor: doctor('anna') });
    const body = { rev: await rev(), lastDay: '2026-11-20' };
    await told(endRosterEntry(world.database, call(anna, body), context()));
    expect((await publish()).map(({ name }) => name)).toEqual(['Bert Dal']);
    expect((await world.choose('lo', 'falun', { namedDoctor: doctor('anna') })).slug).toBe(
      'doctor-not-choosable',
    );
    const { listings } = await expectSound(world);
    expect(listings[0]?.pending?.namedDoctor).toMatchObject({ kind: 'doctor', doctorId: 'anna' });
    expect((await entry('anna')).row).toMatchObject({ listed: 1, choosable: 'has-left', acceptsNew: false });
  });
});

describe('the history', () => {
  it('tells when, in which role and what, newest first; an undo is a line of its own', async () => {
    await told(changeAnna({ share: 80, ceiling: { value: 5, from: '2026-11-21' } }));
    later(5);
    const before = await entry('anna');
    expect(before.history).toMatchObject([
      {
        role: 'unitManager',
        kind: 'changed',
        at: '2026-11-21T12:00:00.000Z',
        differences: [
          { field: 'share', before: '100', after: '80' },
          { field: 'ceiling', before: '3 2020-01-01T00:00:00.000Z', after: '5 2026-11-21T12:00:00.000Z' },
        ],
      },
    ]);
    const changeId = before.undoable ?? 0;
    await told(undoRosterChange(world.database, call(anna, { rev: before.rev, changeId }), context()));
    const after = await entry('anna');
    expect(after.row).toMatchObject({ share: 100, ceiling: 3 });
    expect(after.history.map(({ kind }) => kind)).toEqual(['undone', 'changed']);
    expect(after.undoable).toBeUndefined();
    const again = call(anna, { rev: after.rev, changeId: after.history[0]?.changeId ?? 0 });
    expect(await slugOf(undoRosterChange(world.database, again, context()))).toBe('nothing-to-undo');
    await expectSound(world);
  });

  it('offers no undo of what somebody has chosen on', async () => {
    await told(changeAnna({ ceiling: { value: 5, from: '2026-11-21' } }));
    const before = await entry('anna');
    await world.choose('kim', 'falun', { namedDoctor: doctor('anna') });
    expect((await entry('anna')).undoable).toBeUndefined();
    const undo = call(anna, { rev: before.rev, changeId: before.undoable ?? 0 });
    expect(await slugOf(undoRosterChange(world.database, undo, context()))).toBe('roster-change-built-on');
    await expectSound(world);
  });

  it('takes a new doctor away again, counters and all', async () => {
    const body = { rev: await rev(), entry: writable({ name: 'Maja Lind' }) };
    const { doctorId } = await told(addRosterEntry(world.database, call(params, body), context()));
    const { undoable = 0, rev: now } = await entry(doctorId);
    const undo = call({ ...params, doctorId }, { rev: now, changeId: undoable });
    await told(undoRosterChange(world.database, undo, context()));
    expect((await roster()).rows.map((row) => row.doctorId)).toEqual(['anna', 'bert']);
    expect((await publish()).map(({ name }) => name)).toEqual(['Anna Berg', 'Bert Dal']);
    await expectSound(world);
  });
});

describe('changing many', () => {
  const many = async () => ({
    rev: await rev(),
    doctorIds: ['anna', 'bert'],
    acceptsNew: false,
    ceiling: { value: 0, from: '2026-11-21' },
  });

  it('previews every difference, saves nothing, then saves just that in one transaction', async () => {
    await world.choose('kim', 'falun', { namedDoctor: doctor('anna') });
    later(1);
    const body = await many();
    records = [];
    const preview = await told(previewRosterChanges(world.database, call(params, body), context()));
    expect(records).toEqual([]);
    expect(preview.changes).toMatchObject([
      { name: 'Anna Berg', listed: 1, belowListed: true },
      { name: 'Bert Dal', listed: 0, belowListed: false },
    ]);
    const saved = await told(changeRosterEntries(world.database, call(params, body), context()));
    expect(saved.changes).toEqual(preview.changes);
    expect(saved.rev).toBe(body.rev + 2);
    expect((await publish()).map(({ availability }) => availability)).toEqual([
      'notAccepting',
      'notAccepting',
    ]);
    await expectSound(world);
  });

  it('is refused whole where the roster moved after the preview', async () => {
    const body = await many();
    await told(changeAnna({ share: 50 }));
    expect(await slugOf(changeRosterEntries(world.database, call(params, body), context()))).toBe(
      'roster-changed',
    );
  });

  it('holds as many doctors as the contract lets through', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 30; index += 1) {
      const body = {
        rev: await rev(),
        entry: writable({ name: `Maja ${'ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖÆ'[index]}` }),
      };
      ids.push((await told(addRosterEntry(world.database, call(params, body), context()))).doctorId);
    }
    const body = { ...(await many()), doctorIds: [...ids, 'anna', 'bert'] };
    const saved = await told(changeRosterEntries(world.database, call(params, body), context()));
    expect(saved.changes).toHaveLength(32);
    await expectSound(world);
  });
});
