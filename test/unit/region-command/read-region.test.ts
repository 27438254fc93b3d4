import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alsoThereCodes } from '#contract/directory-words.ts';
import { regionSchema } from '#contract/region.ts';
import { careUnitId } from '#contract/values.ts';
import { notEligible } from '#domain/doctor-eligibility.ts';
import { defaultPolicy } from '#domain/policy-defaults.ts';
import { readRegionData } from '#functions/region-command/read-region.ts';
import { policyOf, regionPolicySchema } from '#functions/region-command/region-policy.ts';

const regionFile = (slug: string) =>
  regionSchema
    .loose()
    .parse(
      JSON.parse(
        readFileSync(new URL(`../../../infra/regions/${slug}/region.json`, import.meta.url), 'utf8'),
      ),
    );

describe.each([
  { slug: 'dalarna', units: 33, municipalities: 15, outlines: 15, code: '20' },
  { slug: 'vastmanland', units: 6, municipalities: 10, outlines: 0, code: '19' },
])('the region $slug', ({ slug, units, municipalities, outlines, code }) => {
  const region = readRegionData(slug);

  it('has its municipalities, the same in each of its files', () => {
    expect(region.municipalities).toHaveLength(municipalities);
    for (const municipality of region.municipalities) expect(municipality.code.slice(0, 2)).toBe(code);
    expect(regionFile(slug).municipalities).toEqual(
      region.municipalities.map(({ code: of, name }) => ({ code: of, name })),
    );
    expect(region.outlines).toHaveLength(outlines);
  });

  it('has units with readable ids, each in a municipality of its own or only digital', () => {
    expect(region.careUnits).toHaveLength(units);
    expect(new Set(region.careUnits.map((unit) => unit.careUnitId)).size).toBe(units);
    const codes = region.municipalities.map((municipality) => municipality.code);
    for (const unit of region.careUnits) {
      expect(careUnitId.safeParse(unit.careUnitId).success).toBe(true);
      expect(unit.digitalOnly || codes.includes(unit.municipalityCode ?? '')).toBe(true);
      expect(unit.lat === undefined).toBe(unit.digitalOnly);
      for (const there of unit.alsoThere) expect(alsoThereCodes).toContain(there);
    }
  });

  it('can be told where its municipalities are', () => {
    const places = region.places.places.map(({ name }) => name);
    for (const { name } of region.municipalities) expect(places).toContain(name);
  });
});

it('names a region that is not there', () => {
  expect(() => readRegionData('atlantis')).toThrow('infra/regions/atlantis/region.json cannot be read');
});

describe('the policy of a region', () => {
  it('is the default where nothing is decided', () => {
    expect(policyOf({})).toEqual(defaultPolicy);
  });

  it('is Västmanland’s own definition of who may be a named doctor, from its file', () => {
    const { namedDoctor } = policyOf(readRegionData('vastmanland').policy);
    const permanent = 'permanent' as const;
    expect(notEligible({ category: 'gpSpecialist', employment: permanent }, namedDoctor)).toBeUndefined();
    expect(notEligible({ category: 'gpSpecialist', employment: 'locum' }, namedDoctor)).toBe(
      'employment-not-allowed',
    );
    expect(notEligible({ category: 'licensedDoctor', employment: permanent }, namedDoctor)).toBe(
      'category-not-allowed',
    );
    expect(notEligible({ category: 'doctorInTraining', employment: permanent }, namedDoctor)).toBe(
      'supervisor-missing',
    );
    expect(namedDoctor.categories.paediatrician.patientAges).toEqual({ from: 0, through: 18 });
  });

  it('can be decided otherwise, section by section', () => {
    const own = regionPolicySchema.parse({
      namedDoctor: 'permissive',
      effect: 'at-once',
      changes: { limit: 3 },
    });
    const policy = policyOf(own);
    expect(policy.changes).toEqual({ ...defaultPolicy.changes, limit: 3 });
    expect(policy.effect).toBe('at-once');
    expect(
      notEligible({ category: 'licensedDoctor', employment: 'permanent' }, policy.namedDoctor),
    ).toBeUndefined();
    expect(policy.ages).toEqual(defaultPolicy.ages);
  });

  it('refuses a file with something unknown in it', () => {
    expect(regionPolicySchema.safeParse({ namedDoctors: 'permissive' }).success).toBe(false);
    expect(regionPolicySchema.safeParse({ changes: { limit: 'two' } }).success).toBe(false);
  });
});
