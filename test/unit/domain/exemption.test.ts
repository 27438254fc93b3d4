import { describe, expect, test } from 'vitest';
import { exemptionsAt } from '#domain/admission.ts';
import { type CapExemption, capExemptions } from '#domain/cap-exemption.ts';
import { withCapPeriod } from '#domain/cap-periods.ts';
import { decideRegisterExemption, decideWithdrawExemption, registrable } from '#domain/decide-exemption.ts';
import { type ExemptionFacts, exemptionOf, type HeldExemption } from '#domain/exemption.ts';
import type { ExemptionRules } from '#domain/policy.ts';
import { defaultPolicy, exemptionRulesOf } from '#domain/policy-defaults.ts';
import { capacity, listing, person, personId } from '#support/builders.ts';
import { now, plan, refusal } from './choosing.ts';

const rules = exemptionRulesOf(defaultPolicy);
const priority: ExemptionRules = { ...rules, medicalPriority: true };
const today = '2026-11-21';
const held = (code: CapExemption, over: Partial<HeldExemption> = {}): HeldExemption => ({
  registrationId: 'x1',
  careUnitId: 'falun',
  code,
  from: '2026-11-01',
  through: '2026-12-30',
  sequence: 1,
  ...over,
});

describe('who passes a cap that names every exemption (HSL 7 kap. 3 c §: the decision says; which, is practice)', () => {
  const judged = (facts: ExemptionFacts, own: ExemptionRules = rules) =>
    exemptionOf(capExemptions, { facts }, own, today)?.code;

  test.each<[string, ExemptionFacts, CapExemption | undefined]>([
    ['nothing is known: nobody is exempt by a guess', {}, undefined],
    ['an adult', { birthDate: '1990-01-01' }, undefined],
    [
      'a child on the day before the seventh birthday (Västernorrland: 0–6)',
      { birthDate: '2019-11-22' },
      'child0to6',
    ],
    ['not on the seventh birthday', { birthDate: '2019-11-21' }, undefined],
    [
      'a newborn whose parent is listed here (Halland: follows the parent)',
      { birthDate: '2026-11-01', guardianListedHere: true },
      'newborn',
    ],
    ['a newborn whose parent is not: a child of 0–6 all the same', { birthDate: '2026-11-01' }, 'child0to6'],
    [
      'a parent listed here makes no newborn of a child of one',
      { birthDate: '2025-11-21', guardianListedHere: true },
      'child0to6',
    ],
    ['not born yet', { birthDate: '2026-11-22', guardianListedHere: true }, undefined],
    ['the address of somebody listed here (Gävleborg: family)', { sameAddressAsListed: true }, 'family'],
    ['moved in today', { movedInOn: today }, 'movedIn'],
    ['moved in sixty days ago, the first one included', { movedInOn: '2026-09-23' }, 'movedIn'],
    ['moved in the day before that', { movedInOn: '2026-09-22' }, undefined],
    ['will move in tomorrow', { movedInOn: '2026-11-22' }, undefined],
  ])('%s', (_, facts, code) => {
    expect(judged(facts)).toBe(code);
  });

  test.each<[CapExemption, ExemptionRules, CapExemption | undefined]>([
    ['careHome', rules, 'careHome'],
    ['medicalPriority', rules, undefined],
    ['medicalPriority', priority, 'medicalPriority'],
  ])('registered by staff: %s', (code, own, passes) => {
    expect(exemptionOf(capExemptions, { held: held(code) }, own, today)?.code).toBe(passes);
  });

  test('a registered one is leant on; one that is judged needs nothing to lean on', () => {
    const family = held('family');
    expect(exemptionOf(['family'], { held: family }, rules, today)).toEqual({ code: 'family', held: family });
    const facts = { sameAddressAsListed: true };
    expect(exemptionOf(['family'], { facts }, rules, today)).toEqual({ code: 'family' });
  });

  test.each([
    ['before its first day', { from: '2026-11-22' }, undefined],
    ['on its first day', { from: today }, 'careHome'],
    ['on its last day', { through: today }, 'careHome'],
    ['the day after', { through: '2026-11-20' }, undefined],
  ])('registered, %s', (_, over, code) => {
    expect(exemptionOf(['careHome'], { held: held('careHome', over) }, rules, today)?.code).toBe(code);
  });

  test('a code that the cap does not name passes nothing', () => {
    expect(exemptionOf(['newborn'], { held: held('careHome') }, rules, today)).toBeUndefined();
  });
});

describe('choosing a full unit (trust I1, I6)', () => {
  const full = capacity('falun', { cap: 50, taken: 50, exemptions: ['careHome'] });

  test('without an exemption it is full', () => {
    expect(refusal({ unit: full })?.slug).toBe('care-unit-full');
  });

  test.each([
    ['full', full],
    ['above a lowered cap', { ...full, taken: 70 }],
    ['people wait', { ...full, taken: 10, waiting: 3 }],
  ])('exempt, %s: passes on rev alone, and event and receipt say by what', (_, unit) => {
    const planned = plan({ unit, held: held('careHome') });
    expect(planned.capacity[0]?.expects).toEqual({ rev: unit.rev, nobodyWaiting: false });
    expect(planned.event.data).toMatchObject({ exemption: 'careHome' });
    expect(planned.listing.pending?.receipt.exemption).toBe('careHome');
    expect(planned.leansOn).toEqual(held('careHome'));
  });

  test('where there is a free place the exemption is not used', () => {
    const planned = plan({ unit: { ...full, taken: 49 }, held: held('careHome') });
    expect(planned.capacity[0]?.expects).toMatchObject({ takenBelow: 50, nobodyWaiting: true });
    expect(planned.event.data).not.toHaveProperty('exemption');
    expect(planned.leansOn).toBeUndefined();
  });

  test.each([
    [
      'the cap names others',
      { ...full, caps: [{ ...full.caps[0]!, exemptions: ['family' as const] }] },
      held('careHome'),
    ],
    ['it has run out', full, held('careHome', { through: '2026-11-20' })],
    [
      'the region does not allow priority',
      { ...full, caps: [{ ...full.caps[0]!, exemptions: ['medicalPriority' as const] }] },
      held('medicalPriority'),
    ],
  ])('not exempt: %s', (_, unit, own) => {
    expect(refusal({ unit, held: own })?.slug).toBe('care-unit-full');
  });

  test('the ceiling of a doctor holds for one who is exempt', () => {
    const unit = {
      ...capacity('falun', {
        cap: 1,
        taken: 1,
        exemptions: ['careHome'],
        doctors: { anna: { taken: 9, ceiling: 9 } },
      }),
    };
    const command = { namedDoctor: { kind: 'doctor', doctorId: 'anna' } as const };
    expect(refusal({ unit, held: held('careHome'), command })?.slug).toBe('doctor-full');
  });
});

describe('a cap’s exemptions, by the clock', () => {
  const at = (date: string) => new Date(`${date}T12:00:00Z`);
  const caps = withCapPeriod(
    [{ from: '2026-01-01T00:00:00.000Z', value: 90, exemptions: ['family'] }],
    { value: 80, from: '2026-12-01', through: '2026-12-31', exemptions: ['newborn', 'careHome'] },
    now,
  );

  test.each([
    ['2025-12-31', []],
    ['2026-11-30', ['family']],
    ['2026-12-15', ['newborn', 'careHome']],
    ['2027-01-01', ['family']],
  ])('%s: %j', (date, named) => {
    expect(exemptionsAt({ caps }, at(date))).toEqual(named);
  });

  test('a cap that is lifted, or from before exemptions counted, names nobody', () => {
    const lifted = withCapPeriod(caps, { value: null, from: '2026-12-10', through: '2026-12-31' }, now);
    expect(exemptionsAt({ caps: lifted }, at('2026-12-15'))).toEqual([]);
    expect(exemptionsAt({ caps: [{ from: '2026-01-01T00:00:00.000Z', value: 9 }] }, now)).toEqual([]);
  });
});

describe('staff register', () => {
  const unit = capacity('falun', { cap: 1, taken: 1, exemptions: ['careHome', 'medicalPriority'] });
  const holder = { listing: listing(), held: undefined };
  const register = (over: object = {}, own = rules, at = unit) => {
    const command = { registrationId: 'x1', code: 'careHome', role: 'unitManager', ...over } as const;
    return decideRegisterExemption({ capacity: at, holder }, command, own, now);
  };
  const slug = (decided: ReturnType<typeof register>) => (decided.ok ? 'ok' : decided.refusal.slug);

  test('from today for as long as the policy lets it, at the unit and on the person', () => {
    const decided = register();
    expect(decided).toMatchObject({
      registration: { from: today, through: '2027-01-19', personId: personId('anna'), role: 'unitManager' },
      person: { given: { code: 'careHome', careUnitId: 'falun' }, listing: { version: 2 } },
    });
  });

  test('the row and the unit’s event are alike where the number is nobody’s', () => {
    const command = { registrationId: 'x1', code: 'careHome', role: 'unitManager' } as const;
    const decided = decideRegisterExemption({ capacity: unit, holder: undefined }, command, rules, now);
    if (!decided.ok) throw new Error(decided.refusal.slug);
    expect(decided.person).toBeUndefined();
    expect(decided.registration).toEqual({
      registrationId: 'x1',
      careUnitId: 'falun',
      code: 'careHome',
      from: today,
      through: '2027-01-19',
      registeredAt: now.toISOString(),
      role: 'unitManager',
    });
  });

  test.each([
    ['ok', { through: today }, rules],
    ['ok', { through: '2027-01-19' }, rules],
    ['exemption-period-invalid', { through: '2026-11-20' }, rules],
    ['exemption-period-invalid', { through: '2027-01-20' }, rules],
    ['exemption-not-allowed', { code: 'newborn' }, rules],
    ['exemption-not-allowed', { code: 'medicalPriority' }, rules],
    ['ok', { code: 'medicalPriority' }, priority],
  ])('%s: %j', (answer, over, own) => {
    expect(slug(register(over, own))).toBe(answer);
  });

  test('ahead of a cap that begins before the last day, and not for one that begins after', () => {
    const coming = (from: string) => ({
      ...unit,
      caps: [{ from: `${from}T23:00:00.000Z`, value: 1, exemptions: ['careHome' as const] }],
    });
    expect(slug(register({}, rules, coming('2027-01-18')))).toBe('ok');
    expect(slug(register({}, rules, coming('2027-01-19')))).toBe('exemption-not-allowed');
    expect(registrable(coming('2027-01-18'), rules, now)).toEqual(['careHome']);
    expect(registrable(unit, rules, now)).toEqual(['careHome']);
    expect(registrable(capacity('falun'), rules, now)).toEqual([]);
  });

  test('withdraw once; a later registration of the same person stands', () => {
    const decided = register();
    if (!decided.ok) throw new Error(decided.refusal.slug);
    const { registration } = decided;
    const mine = { listing: listing(), held: held('careHome') };
    const withdrawn = decideWithdrawExemption(registration, mine, now);
    expect(withdrawn).toMatchObject({ ok: true, person: { event: { type: 'exemption-taken-back' } } });
    const later = { ...mine, held: held('careHome', { registrationId: 'x2' }) };
    expect(decideWithdrawExemption(registration, later, now)).not.toHaveProperty('person');
    const again = decideWithdrawExemption({ ...registration, withdrawnAt: now.toISOString() }, mine, now);
    expect(again).toEqual({ ok: false, refusal: { slug: 'exemption-already-withdrawn' } });
  });

  test('a child of no known birth date is nobody’s guess', () => {
    expect(
      exemptionOf(
        ['child0to6'],
        { facts: { birthDate: person({ birthDate: undefined }).birthDate } },
        rules,
        today,
      ),
    ).toBeUndefined();
  });
});
