import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ceilingAt } from '#domain/admission.ts';
import { notEligible } from '#domain/doctor-eligibility.ts';
import { noListing } from '#domain/listing.ts';
import { recount } from '#domain/recount.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { readCommonData } from '#functions/demo/common-data.ts';
import { planDemo } from '#functions/demo/plan-demo.ts';
import { situationTitles } from '#functions/demo/situation-titles.ts';
import { findSituations } from '#functions/demo/situations.ts';
import { readRegionData } from '#functions/region-command/read-region.ts';

const dalarna = readRegionData('dalarna');
const common = readCommonData();
const now = new Date('2026-11-21T09:00:00Z');
const plan = planDemo(dalarna, common, 2_400, now);
const doctors = plan.careUnits
  .flatMap((unit) => unit.doctors)
  .filter(({ doctor }) => doctor.kind === 'doctor');
const roster = plan.careUnits.flatMap((unit) => unit.doctors.map(({ doctor }) => doctor));

describe('the demo of Dalarna', () => {
  it('is the same each time', () => {
    expect(planDemo(dalarna, common, 2_400, now)).toEqual(plan);
  });

  it('has 33 units, 2,400 people on numbers of their own, and nobody under two', () => {
    expect(plan.careUnits).toHaveLength(33);
    expect(plan.people).toHaveLength(2_400);
    expect(new Set(plan.people.map(({ number }) => number)).size).toBe(2_400);
    expect(new Set(plan.people.map(({ personId }) => personId)).size).toBe(2_400);
    const known = new Set([...common.personalIdentityNumbers, ...common.coordinationNumbers]);
    for (const { number, age } of plan.people) {
      expect(known.has(number)).toBe(true);
      expect(age ?? 2).toBeGreaterThanOrEqual(2);
    }
  });

  it('has about 180 doctors of every kind that a region must judge', () => {
    expect(Math.abs(doctors.length - 180)).toBeLessThan(10);
    expect(new Set(doctors.map(({ doctor }) => doctor.doctorId)).size).toBe(doctors.length);
    const judged = doctors.map(
      ({ doctor }) => notEligible(doctor.facts, plan.policy.namedDoctor) ?? 'eligible',
    );
    expect(new Set(judged)).toEqual(
      new Set([
        'eligible',
        'category-not-allowed',
        'employment-not-allowed',
        'supervisor-missing',
        'absence-plan-missing',
        'equivalence-not-decided',
      ]),
    );
    const categories = new Set(doctors.map(({ doctor }) => doctor.facts.category));
    expect(categories.size).toBe(7);
    expect(
      doctors.some(({ doctor }) => doctor.facts.employment === 'locum' && doctor.facts.hasLongContract),
    ).toBe(true);
    expect(doctors.some(({ doctor }) => doctor.facts.employment === 'fixedTerm')).toBe(true);
    expect(roster.some(({ kind, name }) => kind === 'placeholderList' && / 1$/.test(name))).toBe(true);
  });

  it('has part-time, languages, absences with cover, and doctors who leave, have left and have not begun', () => {
    expect(new Set(doctors.map(({ doctor }) => doctor.share)).size).toBeGreaterThan(5);
    expect(new Set(doctors.flatMap(({ doctor }) => doctor.languages))).toContain('ar');
    const covered = doctors.filter(({ doctor }) =>
      doctor.absences.some(({ coveredByDoctorId }) => coveredByDoctorId),
    );
    expect(covered.length).toBeGreaterThan(5);
    const today = localDate(now);
    expect(doctors.filter(({ doctor }) => doctor.leavesOn && doctor.leavesOn < today)).toHaveLength(1);
    expect(doctors.filter(({ doctor }) => doctor.leavesOn && doctor.leavesOn > today)).toHaveLength(3);
    expect(doctors.filter(({ doctor }) => doctor.startsOn > today)).toHaveLength(1);
  });

  it('names a supervisor of the same unit for every doctor in training who has one', () => {
    for (const unit of plan.careUnits) {
      const names = unit.doctors.map(({ doctor }) => doctor.name);
      for (const { doctor } of unit.doctors)
        if (doctor.facts.hasSupervisor) expect(names).toContain(doctor.supervisorName);
    }
  });

  it('has telephone numbers and ids from the series for fiction, and addresses that say so', () => {
    for (const { profile } of plan.careUnits) {
      const phone = Number(profile.phone.replace(/\D/g, ''));
      expect(phone).toBeGreaterThanOrEqual(701_740_605);
      expect(phone).toBeLessThanOrEqual(701_740_699);
      expect(profile.hsaId).toMatch(/-DEMO\d+$/);
      expect(profile.address ?? 'Exempel').toMatch(/Exempel|Påhitt|Sago|Låtsas|Modell|Prov|Demo/);
      if (profile.runBy === 'private') expect(profile.careProviderName).toContain('(påhittat)');
    }
  });

  it('has one unit whose contract has ended, and one that is only digital', () => {
    const ended = plan.careUnits.filter(({ profile }) => (profile.basis.through ?? '9999') < localDate(now));
    expect(ended.map(({ profile }) => profile.careUnitId)).toEqual(['vardcentral-kvarnporten']);
    expect(plan.careUnits.filter(({ profile }) => profile.digitalOnly)).toHaveLength(1);
  });
});

it('is as docs/demo.md tells it', () => {
  const rows = readFileSync(new URL('../../../docs/demo.md', import.meta.url), 'utf8').split('\n');
  const rowOf = (said: string) => rows.find((row) => row.startsWith('|') && row.includes(said)) ?? '';
  const counted = recount(plan.listings.map((listing) => ({ ...noListing(listing.personId), ...listing })));
  const shortName = (name: string) => name.replace(/^Vårdcentral /, '');
  for (const { profile, caps, doctors: entries } of plan.careUnits) {
    const cap = ceilingAt({ ceilings: caps }, now);
    const free = cap === null ? undefined : cap - (counted.get(profile.careUnitId)?.taken ?? 0);
    const name = shortName(profile.name);
    if (free === 0) expect(rowOf('full by a decision')).toContain(name);
    if (free === 1) expect(rowOf('one place left')).toContain(name);
    if (entries.some(({ doctor }) => doctor.leavesOn === '2026-11-11'))
      expect(rowOf('a doctor has left')).toContain(name);
    if (entries.some(({ doctor }) => (doctor.leavesOn ?? '') > '2026-11-21'))
      expect(rowOf('who will leave')).toContain(name);
    if (entries.some(({ doctor }) => doctor.startsOn > '2026-11-21'))
      expect(rowOf('begins in twenty')).toContain(name);
    if (!entries.some(({ doctor }) => !notEligible(doctor.facts, plan.policy.namedDoctor)))
      expect(rowOf('nobody to choose')).toContain(name);
  }
  for (const key of Object.keys(situationTitles))
    expect(rows.some((row) => row.includes(`\`${key}\``))).toBe(true);
});

describe.each([120, 200, 2_400])('the places of %i people', (people) => {
  const demo = people === 2_400 ? plan : planDemo(dalarna, common, people, now);
  const counted = recount(demo.listings.map((listing) => ({ ...noListing(listing.personId), ...listing })));

  it('keep every doctor within the ceiling, and some at it', () => {
    const free = demo.careUnits.flatMap(({ profile, doctors: entries }) =>
      entries.flatMap(({ doctor, ceilings }) => {
        const ceiling = ceilingAt({ ceilings }, now);
        const taken = counted.get(profile.careUnitId)?.doctors.get(doctor.doctorId) ?? 0;
        return ceiling === null || (doctor.leavesOn ?? '9999') < '2026' ? [] : [ceiling - taken];
      }),
    );
    const left = demo.careUnits
      .flatMap(({ doctors: entries }) => entries)
      .find(({ doctor }) => doctor.leavesOn === '2026-11-11');
    expect(left).toBeDefined();
    expect(free.filter((places) => places === 0).length).toBeGreaterThan(10);
    expect(free.filter((places) => places === 1).length).toBeGreaterThan(10);
    // Only the list of the doctor who has left may be longer than it should: those people must choose again.
    expect(free.filter((places) => places < 0).length).toBeLessThanOrEqual(1);
  });

  it('make some units full, some nearly, and leave most open', () => {
    const states = demo.careUnits.map(({ profile, caps }) => {
      const value = ceilingAt({ ceilings: caps }, now);
      return value === null ? undefined : value - (counted.get(profile.careUnitId)?.taken ?? 0);
    });
    expect(states.filter((places) => places === 0)).toHaveLength(3);
    expect(states.filter((places) => places === 1)).toHaveLength(3);
    expect(states.filter((places) => places === undefined).length).toBeGreaterThan(20);
  });
});

describe.each([
  '2026-11-21T09:00:00Z',
  '2026-12-31T22:59:59Z',
  '2027-03-28T01:30:00Z',
  '2028-02-29T12:00:00Z',
  '2029-06-30T22:30:00Z',
])('made at %s', (instant) => {
  const made = new Date(instant);
  const demo = planDemo(dalarna, common, 200, made);
  const situations = findSituations(demo, made);

  it('every situation has several people', () => {
    expect(situations.map(({ key }) => key)).toEqual(Object.keys(situationTitles));
    for (const { key, people } of situations) {
      // So small a demo has few paediatricians, and fewer who grew out of their lists.
      expect(people.length, key).toBeGreaterThanOrEqual(key === 'leaves-age-group' ? 1 : 3);
      expect(new Set(people.map(({ number }) => number)).size).toBe(people.length);
    }
  });

  it('nobody is under two, and children have their guardian’s unit', () => {
    for (const { age } of demo.people) expect(age ?? 2).toBeGreaterThanOrEqual(2);
    const unitOf = new Map(demo.listings.map(({ personId, current }) => [personId, current?.careUnitId]));
    const guardians = demo.people.filter(({ guardianOf }) => guardianOf.length > 0);
    expect(guardians.length).toBeGreaterThanOrEqual(3);
    for (const { personId, guardianOf } of guardians) {
      expect(guardianOf.length).toBeLessThanOrEqual(2);
      for (const child of guardianOf) expect(unitOf.get(child)).toBe(unitOf.get(personId));
    }
  });
});

describe('a demo that was kept', () => {
  const situationsAt = (instant: string) =>
    new Map(findSituations(plan, new Date(instant)).map(({ key, people }) => [key, people]));

  it('has no choice waiting after midnight', () => {
    expect(situationsAt('2026-11-21T22:59:59Z').has('pending-choice')).toBe(true);
    expect(situationsAt('2026-11-21T23:00:00Z').has('pending-choice')).toBe(false);
  });

  it('counts ages anew', () => {
    const [one] = situationsAt('2027-11-20T09:00:00Z').get('age-13') ?? [];
    expect(one?.number.slice(0, 4)).toMatch(/2013|2014/);
    for (const { number } of situationsAt('2027-11-20T09:00:00Z').get('age-13') ?? [])
      expect(number.slice(0, 8) > '20131120' && number.slice(0, 8) <= '20141120').toBe(true);
  });

  it('gives changes back after twelve months', () => {
    expect(situationsAt('2027-11-21T09:00:00Z').has('changes-left-0')).toBe(false);
  });
});

it('works for a region of a few units without outlines or postcodes', () => {
  const small = planDemo(readRegionData('vastmanland'), common, 200, now);
  expect(small.careUnits).toHaveLength(6);
  expect(findSituations(small, now).map(({ key }) => key)).toEqual(Object.keys(situationTitles));
});
