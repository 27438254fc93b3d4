import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  addPlanningScenario,
  applyPlanningTarget,
  changePlanningScenario,
  recordPlanningReview,
  removePlanningScenario,
} from '#functions/care-unit-staff/change-planning.ts';
import { undoRosterChange } from '#functions/care-unit-staff/change-roster.ts';
import {
  findPlanningScenarios,
  getPlanningScenario,
  getPlanningStart,
} from '#functions/care-unit-staff/get-planning.ts';
import { getRosterEntry } from '#functions/care-unit-staff/get-roster.ts';
import { isProblem, type RosterContext } from '#functions/care-unit-staff/roster-state.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { expectSound, openWorld, type World } from '#support/listing-world.ts';
import { doctorInputs, scenarioWanted } from '#support/planning.ts';

let local: DynamoDbLocal;
let world: World;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local?.stop());
beforeEach(async () => {
  world = await openWorld(await local.createDatabase(), {
    falun: {
      cap: 20,
      doctors: {
        anna: { ceiling: 30, name: 'Anna Berg' },
        stina: {
          name: 'Stina Dal',
          facts: { category: 'doctorInTraining', employment: 'permanent', hasSupervisor: true },
        },
      },
    },
    mora: { doctors: { cilla: {} } },
  });
});

const params = { careUnitId: 'falun' };
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
const faultsOf = async (answer: Promise<object>) => {
  const said = await answer;
  return isProblem(said) ? said.extras.errors?.map(({ pointer, reason }) => `${pointer} ${reason}`) : [];
};
const both = () => [
  doctorInputs('anna'),
  doctorInputs('stina', { stage: 'middle', supervisionReceived: 4, absenceWeeks: 10 }),
];
const add = (over: Parameters<typeof scenarioWanted>[0] = {}) =>
  addPlanningScenario(
    world.database,
    call(params, { scenario: scenarioWanted({ doctors: both(), ...over }) }),
    context(),
  );
const added = async (over?: Parameters<typeof scenarioWanted>[0]) => (await told(add(over))).scenarioId;
const scenario = (scenarioId: string) =>
  told(getPlanningScenario(world.database, call({ ...params, scenarioId }, undefined), context()));
const doctorOf = async (scenarioId: string, doctorId: string) => {
  const found = (await scenario(scenarioId)).doctors.find((one) => one.doctorId === doctorId);
  if (!found) throw new Error('Not in the scenario');
  return found;
};
const present = { manager: true, doctor: true, supervisor: false, studyDirector: 'notNeeded' as const };
const review = async (scenarioId: string, doctorId: string, over: object = {}) => {
  const { version } = await scenario(scenarioId);
  const { target } = await doctorOf(scenarioId, doctorId);
  const body = { version, target, heldOn: '2026-11-20', ...present, ...over };
  return recordPlanningReview(world.database, call({ ...params, scenarioId, doctorId }, body), context());
};
const apply = async (scenarioId: string, doctorId: string, over: object = {}) => {
  const { version, rev } = await scenario(scenarioId);
  const body = { version, rev, from: '2026-11-21', ...over };
  return applyPlanningTarget(world.database, call({ ...params, scenarioId, doctorId }, body), context());
};

describe('planning at a unit', () => {
  it('begins with the roster, and keeps several scenarios side by side', async () => {
    const start = await told(getPlanningStart(world.database, call(params, undefined), context()));
    expect(start.inputs.doctors.map(({ doctorId, stage }) => [doctorId, stage])).toEqual([
      ['anna', undefined],
      ['stina', 'middle'],
    ]);
    await added({ name: 'As today' });
    await added({ name: 'Fewer visits', doctors: [doctorInputs('anna', { visitsPerPersonYear: 1.2 })] });
    await added({ name: 'One leaves', doctors: [doctorInputs('anna')] });
    const found = await told(
      findPlanningScenarios(world.database, call(params, undefined), context('analyst')),
    );
    expect(found.mayChange).toBe(false);
    expect(found.scenarios.map(({ name }) => name)).toEqual(['As today', 'Fewer visits', 'One leaves']);
    for (const { unit, doctors } of found.scenarios) {
      expect(unit.target).toBe(doctors.reduce((sum, { target }) => sum + target, 0));
    }
    await expectSound(world);
  });

  it('refuses what cannot be, field by field, and saves nothing', async () => {
    const wrong = scenarioWanted({ name: ' ', doctors: [doctorInputs('anna', { share: 120 })] });
    const body = { scenario: { ...wrong, unit: { ...wrong.unit, people: null } } };
    expect(await faultsOf(addPlanningScenario(world.database, call(params, body), context()))).toEqual([
      '/body/name name-missing',
      '/body/unit/people number-needed',
      '/body/doctors/anna/share out-of-range',
    ]);
    expect(await faultsOf(add({ doctors: [doctorInputs('cilla')] }))).toEqual([
      '/body/doctors not-on-roster',
    ]);
    expect(await faultsOf(add({ doctors: [doctorInputs('stina')] }))).toEqual([
      '/body/doctors/stina/stage stage-missing',
    ]);
    await added();
    expect(await faultsOf(add())).toEqual(['/body/name name-taken']);
    await expectSound(world);
  });

  it('is not found at another unit, and goes when it is removed', async () => {
    const scenarioId = await added();
    const other = call({ careUnitId: 'mora', scenarioId }, undefined);
    expect(await slugOf(getPlanningScenario(world.database, other, context()))).toBe('not-found');
    const gone = call({ ...params, scenarioId }, { version: 1 });
    await told(removePlanningScenario(world.database, gone, context()));
    expect(await slugOf(removePlanningScenario(world.database, gone, context()))).toBe('not-found');
    await added({ name: 'Another' });
    await expectSound(world);
  });

  it('overwrites nobody: of two who change at once, one is told', async () => {
    const scenarioId = await added();
    const change = (name: string) =>
      changePlanningScenario(
        world.database,
        call({ ...params, scenarioId }, { version: 1, scenario: scenarioWanted({ name }) }),
        context(),
      );
    const slugs = await Promise.all([slugOf(change('One')), slugOf(change('Two'))]);
    expect(slugs.toSorted()).toEqual(['no problem', 'planning-changed']);
    await expectSound(world);
  });
});

describe('from a number to a ceiling', () => {
  it('only after the joint review, in one act, told by the roster, undone there', async () => {
    const scenarioId = await added();
    expect(await slugOf(apply(scenarioId, 'anna'))).toBe('planning-review-missing');
    expect(await faultsOf(review(scenarioId, 'anna', { doctor: false, heldOn: '2026-12-24' }))).toEqual([
      '/body/heldOn date-to-come',
      '/body/doctor must-take-part',
    ]);
    await told(review(scenarioId, 'anna'));
    const { target } = await doctorOf(scenarioId, 'anna');
    const before = await scenario(scenarioId);
    expect(await told(apply(scenarioId, 'anna'))).toEqual({ doctorId: 'anna', target });
    expect((await scenario(scenarioId)).rev).toBe(before.rev + 1);
    expect(await doctorOf(scenarioId, 'anna')).toMatchObject({ ceiling: target, applied: { target } });
    // Sent twice: the page is older than the roster.
    expect(await slugOf(apply(scenarioId, 'anna', { rev: before.rev }))).toBe('roster-changed');
    await expectSound(world);

    const at = { ...params, doctorId: 'anna' };
    const entry = await told(getRosterEntry(world.database, call(at, undefined), context()));
    expect(entry.history[0]?.differences.map(({ field }) => field)).toEqual(['ceiling']);
    const undo = call(at, { rev: entry.rev, changeId: entry.undoable ?? 0 });
    world.now = new Date(world.now.getTime() + 60_000);
    await told(undoRosterChange(world.database, undo, context()));
    expect(await doctorOf(scenarioId, 'anna')).toMatchObject({ ceiling: 30 });
    await expectSound(world);
  });

  it('asks for the supervisor of a doctor in training, and waits for the study director', async () => {
    const scenarioId = await added();
    expect(await faultsOf(review(scenarioId, 'stina', { studyDirector: 'awaited' }))).toEqual([
      '/body/supervisor must-take-part',
      '/body/studyDirector study-director-awaited',
    ]);
    await told(review(scenarioId, 'stina', { supervisor: true, studyDirector: 'tookPart' }));
    const { review: kept, reviewState } = await doctorOf(scenarioId, 'stina');
    expect(reviewState).toBe('done');
    expect(kept).toMatchObject({
      tookPart: ['manager', 'doctor', 'supervisor', 'studyDirector'],
      role: 'unitManager',
      heldOn: '2026-11-20',
    });
    await told(apply(scenarioId, 'stina'));
    await expectSound(world);
  });

  it('is void when the inputs change, and is of no other number', async () => {
    const scenarioId = await added();
    await told(review(scenarioId, 'anna'));
    expect(await slugOf(review(scenarioId, 'anna', { target: 1 }))).toBe('planning-changed');
    const { version } = await scenario(scenarioId);
    const changed = { version, scenario: scenarioWanted({ doctors: both() }) };
    await told(
      changePlanningScenario(
        world.database,
        call({ ...params, scenarioId }, changed),
        context('unitDelegate'),
      ),
    );
    expect((await doctorOf(scenarioId, 'anna')).reviewState).toBe('missing');
    expect(await slugOf(apply(scenarioId, 'anna'))).toBe('planning-review-missing');
    expect(await slugOf(apply(scenarioId, 'anna', { version }))).toBe('planning-changed');
    await expectSound(world);
  });

  it('takes no day that has been', async () => {
    const scenarioId = await added();
    await told(review(scenarioId, 'anna'));
    expect(await faultsOf(apply(scenarioId, 'anna', { from: '2026-11-01' }))).toEqual([
      '/body/from ceiling-in-the-past',
    ]);
    await expectSound(world);
  });
});
