import { describe, expect, it } from 'vitest';
import type { Cells } from '#domain/imports/cell-reader.ts';
import { importColumns } from '#domain/imports/import-columns.ts';
import { type ImportKind, importKinds } from '#domain/imports/import-kind.ts';
import { judgeRow } from '#domain/imports/judge-row.ts';
import { foldWord, matchColumns } from '#domain/imports/match-columns.ts';

const now = new Date('2026-11-22T10:00:00Z');
const unit = {
  hsaId: 'SE2321000131-DEMO001',
  name: 'Vårdcentralen Ek',
  runBy: 'egen regi',
  careProviderName: 'Regionen',
  basisFrom: '2020-01-01',
  phone: '021-17 30 00',
};
const doctor = {
  careUnit: 'se2321000131-demo001',
  name: 'Alva Ek',
  category: 'Specialist i allmänmedicin',
  employment: 'tillsvidare',
  startsOn: '2024-01-01',
};
const listing = { identityNumber: '199001012385', careUnit: 'SE2321000131-DEMO001', since: '2024-03-05' };
const good = { careUnits: unit, doctors: doctor, listings: listing };

/** Slugs by column of one row in which some cells are otherwise. */
function faultsOf<K extends ImportKind>(kind: K, other: Cells<K>): string[] {
  const judged = judgeRow(kind, { ...good[kind], ...other }, 7, { now });
  return judged.ok ? [] : judged.faults.map(({ row, column, slug }) => `${row} ${column} ${slug}`);
}

describe('a row of a file', () => {
  it.each(importKinds)('of %s is right with no more than what is required', (kind) => {
    expect(faultsOf(kind, {})).toEqual([]);
    const required = importColumns[kind].filter((column) => column.required).map(({ key }) => key);
    expect(Object.keys(good[kind])).toEqual(expect.arrayContaining(required));
  });

  it.each(importKinds)('of %s says each required cell that is empty', (kind) => {
    for (const { key } of importColumns[kind].filter((column) => column.required)) {
      expect(faultsOf(kind, { [key]: ' \u00a0' })).toContain(`7 ${key} missing`);
    }
  });

  it('becomes a care unit', () => {
    const judged = judgeRow(
      'careUnits',
      {
        ...unit,
        basisThrough: '31/12 2030',
        latitude: '59,61',
        longitude: '16.545',
        openingHours: 'Mån–fre 08:00–17:00; lör 10-14',
        languages: 'svenska, fi och arabiska',
        homeVisits: 'inom avstånd',
        homeVisitKm: '20',
        municipalityCode: '380',
      },
      2,
      { now },
    );
    expect(judged).toEqual({
      ok: true,
      value: {
        hsaId: 'SE2321000131-DEMO001',
        name: 'Vårdcentralen Ek',
        runBy: 'region',
        careProviderName: 'Regionen',
        basis: { kind: 'ownRun', from: '2020-01-01', through: '2030-12-31' },
        phone: '021-17 30 00',
        homeVisits: 'withinKm',
        homeVisitKm: 20,
        municipalityCode: '0380',
        position: { lat: 59.61, lon: 16.545 },
        openingHours: [
          { days: [1, 2, 3, 4, 5], opens: '08:00', closes: '17:00' },
          { days: [6], opens: '10:00', closes: '14:00' },
        ],
        languages: ['sv', 'fi', 'ar'],
      },
    });
  });

  it('becomes a doctor', () => {
    const judged = judgeRow(
      'doctors',
      {
        ...doctor,
        share: '0,75',
        ceiling: '1 100',
        supervisorName: 'Bo Alm',
        acceptsNew: 'Nej',
        languages: 'sv',
      },
      2,
      { now },
    );
    expect(judged).toMatchObject({
      ok: true,
      value: {
        careUnit: 'SE2321000131-DEMO001',
        placeholderProposed: false,
        wanted: {
          kind: 'doctor',
          share: 75,
          ceiling: { value: 1100, from: '2026-11-22' },
          acceptsNew: false,
        },
      },
    });
  });

  it('is proposed as a placeholder list by its name, unless a column says otherwise', () => {
    const list = { ...doctor, name: 'Dr Ek 1', category: '', employment: '' };
    expect(judgeRow('doctors', list, 2, { now })).toMatchObject({
      ok: true,
      value: { placeholderProposed: true, wanted: { kind: 'placeholderList', acceptsNew: false } },
    });
    expect(judgeRow('doctors', { ...list, kind: 'lista' }, 2, { now })).toMatchObject({
      ok: true,
      value: { placeholderProposed: false, wanted: { kind: 'placeholderList' } },
    });
    expect(faultsOf('doctors', { name: 'Dr Ek 1', kind: 'läkare' })).toEqual([
      '7 name doctor-name-has-digits',
    ]);
    const careUnitNameOf = () => 'Alms vårdcentral';
    expect(judgeRow('doctors', { ...doctor, name: 'Alm Alva' }, 2, { now, careUnitNameOf })).toMatchObject({
      value: { placeholderProposed: true },
    });
  });

  it('becomes a listing', () => {
    expect(judgeRow('listings', { ...listing, origin: 'Aktivt val', doctor: 'Alva Ek' }, 2, { now })).toEqual(
      {
        ok: true,
        value: {
          identityNumber: { kind: 'personalIdentityNumber', number: '199001012385' },
          careUnit: 'SE2321000131-DEMO001',
          since: '2024-03-05',
          origin: 'chosen',
          doctor: 'Alva Ek',
        },
      },
    );
  });

  it.each<[Cells<'careUnits'>, string]>([
    [{ hsaId: 'SE2321000131_P1' }, 'hsaId not-an-hsa-id'],
    [{ hsaId: 'SE2321000131-' }, 'hsaId not-an-hsa-id'],
    [{ careUnitId: 'Ek & Al' }, 'careUnitId not-an-id'],
    [{ runBy: 'stiftelse' }, 'runBy not-a-choice'],
    [{ basisFrom: '2024-02-30' }, 'basisFrom not-a-date'],
    [{ basisFrom: '03/04/2026' }, 'basisFrom date-unclear'],
    [{ basisThrough: '2019-12-31' }, 'basisThrough ends-before-start'],
    [{ latitude: '16,5', longitude: '59,6' }, 'latitude out-of-range'],
    [{ latitude: '59,6' }, 'longitude half-a-position'],
    [{ phone: 'ring oss' }, 'phone not-a-phone-number'],
    [{ openingHours: 'alltid' }, 'openingHours not-opening-hours'],
    [{ openingHours: 'mån 17-08' }, 'openingHours not-opening-hours'],
    [{ languages: 'skånska' }, 'languages not-a-language'],
    [{ digitalOnly: 'kanske' }, 'digitalOnly not-yes-or-no'],
    [{ homeVisits: 'inom avstånd' }, 'homeVisitKm missing'],
    [{ homeVisitKm: '1.100' }, 'homeVisitKm number-unclear'],
    [{ name: 'Ek\u202egnipS' }, 'name hidden-characters'],
    [{ name: 'E\u200bk' }, 'name hidden-characters'],
    [{ name: 'E\u0000k' }, 'name hidden-characters'],
    [{ name: 'x'.repeat(81) }, 'name too-long'],
    [{ address: 'x'.repeat(5000) }, 'address too-long'],
  ])('a care unit that cannot be, %#', (other, said) => {
    expect(faultsOf('careUnits', other)).toContain(`7 ${said}`);
  });

  it.each<[Cells<'doctors'>, string]>([
    [{ careUnit: 'Vårdcentralen Ek' }, 'careUnit not-a-care-unit'],
    [{ doctorId: 'X' }, 'doctorId not-an-id'],
    [{ category: '' }, 'category missing'],
    [{ employment: 'ideell' }, 'employment not-a-choice'],
    [{ share: '1' }, 'share share-unclear'],
    [{ share: '120' }, 'share out-of-range'],
    [{ ceiling: '12,5' }, 'ceiling not-a-number'],
    [{ ceiling: '9000' }, 'ceiling out-of-range'],
    [{ leavesOn: '2023-12-31' }, 'leavesOn ends-before-start'],
    [{ supervisorName: 'Alva Ek' }, 'supervisorName supervisor-is-oneself'],
    [{ kind: 'lista', name: 'Lista 199001012385' }, 'name list-name-has-number'],
  ])('a doctor that cannot be, %#', (other, said) => {
    expect(faultsOf('doctors', other)).toContain(`7 ${said}`);
  });

  it.each<[string, Cells<'listings'>, string]>([
    ['a wrong check digit', { identityNumber: '199001012386' }, 'identityNumber not-an-identity-number'],
    ['a space in it', { identityNumber: '19900101 2385' }, 'identityNumber not-an-identity-number'],
    [
      'full-width digits',
      { identityNumber: '１９９００１０１２３８５' },
      'identityNumber not-an-identity-number',
    ],
    ['a reserve number of Stockholm', { identityNumber: '991981000010' }, 'identityNumber reserve-number'],
    [
      'a reserve number of Västra Götaland',
      { identityNumber: '19810829M071' },
      'identityNumber reserve-number',
    ],
    ['a reserve number of Värmland', { identityNumber: '19810829SU3A' }, 'identityNumber reserve-number'],
    ['a national reserve number', { identityNumber: '98240301AA06' }, 'identityNumber reserve-number'],
    [
      'digits that a spreadsheet dropped',
      { identityNumber: '1,99001E+11' },
      'identityNumber number-shortened',
    ],
    ['listed before birth', { since: '1989-12-31' }, 'since out-of-range'],
    ['a day to come', { since: '2026-11-23' }, 'since date-in-the-future'],
    ['a doctor before the listing', { doctorSince: '2024-03-04' }, 'doctorSince out-of-range'],
  ])('a listing that cannot be: %s', (_, other, said) => {
    expect(faultsOf('listings', other)).toContain(`7 ${said}`);
  });

  it.each(['199001012385', '19900101-2385', '900101-2385', '9001012385'])(
    'a number in its form %#',
    (form) => {
      expect(faultsOf('listings', { identityNumber: form })).toEqual([]);
    },
  );

  it('never shows what says something of a person, nor a number in the wrong column', () => {
    const judged = judgeRow(
      'listings',
      { identityNumber: '19900101 2385', careUnit: '199001012385', since: '900101-2385 x', origin: 'hej' },
      3,
      { now },
    );
    expect(JSON.stringify(judged)).not.toMatch(/2385/);
    expect(judged).toMatchObject({
      faults: expect.arrayContaining([expect.objectContaining({ shown: 'hej' })]),
    });
  });
});

describe('the columns of a file', () => {
  it.each(importKinds)('of %s have names of their own', (kind) => {
    const names = importColumns[kind].flatMap(({ key, sv, en, alsoCalled }) => [
      ...new Set([key, sv, en, ...alsoCalled].map(foldWord)),
    ]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('are found in Swedish, English and a region’s own words, in any order', () => {
    const { headers, unknown, faults } = matchColumns('listings', [
      'LISTAD_SEDAN',
      ' pnr ',
      'Kommentar',
      'Named doctor',
      'Vårdenhetens HSA-ID',
    ]);
    expect([...headers.keys()]).toEqual(['since', 'identityNumber', 'doctor', 'careUnit']);
    expect([unknown, faults]).toEqual([['Kommentar'], []]);
  });

  it('are said when one is missing or stands twice', () => {
    expect(matchColumns('listings', ['Personnummer', 'pnr', 'Enhet']).faults).toEqual([
      { slug: 'column-twice', column: 'identityNumber' },
      { slug: 'column-missing', column: 'since' },
    ]);
  });
});
