import { expect, it } from 'vitest';
import { careUnitRegistration } from '#functions/region-command/care-unit-registration.ts';
import { findRegionFaults } from '#functions/region-command/find-region-faults.ts';
import { type RegionData, readRegionData } from '#functions/region-command/read-region.ts';
import { profile, rosterDoctor, since2020 } from '#support/builders.ts';

const dalarna = readRegionData('dalarna');

it.each(['dalarna', 'vastmanland'])('the folder %s has no fault', (slug) => {
  expect(findRegionFaults(readRegionData(slug), slug)).toEqual([]);
});

const away = { from: '2026-12-01', through: '2026-12-24', coveredByDoctorId: 'doc2' };
const entry = (doctorId: string, overrides = {}) => ({
  doctor: rosterDoctor(doctorId, overrides),
  ceilings: since2020(100),
  acceptsNew: true,
});
const registered = (overrides: Parameters<typeof profile>[1] = {}, doctors: object[] = []) =>
  careUnitRegistration.parse({ profile: profile('falun', overrides), caps: [], doctors });

it('a unit with its roster as it should be is no fault', () => {
  const registrations = [registered({}, [entry('doc1', { absences: [away] }), entry('doc2')])];
  expect(findRegionFaults({ ...dalarna, registrations }, 'dalarna')).toEqual([]);
});

it.each<[string, Partial<RegionData>, string]>([
  [
    'a slug that is not the folder’s name',
    { region: { ...dalarna.region, slug: 'darlana' } },
    'region.json: slug is not dalarna',
  ],
  [
    'a municipality that is named otherwise',
    {
      municipalities: dalarna.municipalities.map((one) =>
        one.name === 'Falun' ? { ...one, name: 'Fahlun' } : one,
      ),
    },
    'region.json: municipalities',
  ],
  [
    'an outline of elsewhere',
    { outlines: [{ code: '0180', name: 'Stockholm', rings: [] }] },
    'outlines.json: 0180',
  ],
  ['ages out of order', { policy: { ages: { choosesAloneFrom: 12 } } }, 'policy.json: ages'],
  ['a limit of no changes', { policy: { changes: { limit: 0 } } }, 'policy.json: changes'],
  [
    'a unit twice',
    { registrations: [registered(), registered({ hsaId: 'SE2321000180-DEMO02' })] },
    'falun stands twice',
  ],
  [
    'an HSA-id twice, whatever its case',
    {
      registrations: [
        registered(),
        careUnitRegistration.parse({ profile: profile('mora', { hsaId: 'se2321000180-demo01' }) }),
      ],
    },
    'SE2321000180-DEMO01 is the HSA-id of two units',
  ],
  [
    'a unit in another region',
    { registrations: [registered({ municipality: { code: '0180', name: 'Stockholm' } })] },
    'falun: its municipality',
  ],
  [
    'a contract that ends before it begins',
    {
      registrations: [registered({ basis: { kind: 'contract', from: '2026-01-01', through: '2025-12-31' } })],
    },
    'falun: its basis',
  ],
  [
    'a radius without kilometres',
    { registrations: [registered({ conditions: { homeVisits: 'withinKm', travel: 'none' } })] },
    'falun: home visits',
  ],
  [
    'a doctor twice',
    { registrations: [registered({}, [entry('doc1'), entry('doc1')])] },
    'doctor doc1 stands twice',
  ],
  [
    'cover by nobody',
    { registrations: [registered({}, [entry('doc1', { absences: [away] })])] },
    'doctor doc2 covers',
  ],
])('finds %s, and names where', (_name, wrong, told) => {
  const faults = findRegionFaults({ ...dalarna, ...wrong }, 'dalarna');
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(told);
});
