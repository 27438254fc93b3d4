import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importChoices } from '#domain/imports/import-choices.ts';
import { type ImportKind, importKinds } from '#domain/imports/import-kind.ts';
import type { ImportedRows } from '#domain/imports/imported-rows.ts';
import { readText } from '#domain/imports/read-cell.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { judgeTable } from '#functions/imports/files/judge-table.ts';
import { readTable } from '#functions/imports/files/read-table.ts';
import { writeCsv } from '#functions/imports/files/write-csv.ts';
import { workbookRowsAtMost, writeWorkbook } from '#functions/imports/files/write-workbook.ts';
import { gathered, inPieces } from '#support/import-files.ts';

const now = new Date('2026-11-22T10:00:00Z');
const language = fc.constantFrom('sv' as const, 'en' as const);
const words = <V extends string>(choices: readonly { readonly value: V }[]) =>
  fc.constantFrom(...choices.map(({ value }) => value));

/** A text as the service keeps it, with what spreadsheets would run, quotes and separators. */
const name = fc
  .array(
    fc.oneof(
      fc.constantFrom('=', '+', '-', '@', "'", '"', ';', ',', '＝', 'Å', 'é', ' ', 'Ek'),
      fc.string({ maxLength: 3 }),
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''))
  .filter((text) => {
    const read = readText(text);
    return read.ok && read.value === text && text !== '' && text.length <= 60 && !/\p{N}/u.test(text);
  });
const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const later = fc
  .integer({ min: 22_000, max: 30_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Without the fields that are undefined, as readers leave them out. */
const tidy = <T extends object>(row: T): T => JSON.parse(JSON.stringify(row));
const time = fc
  .tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 12, max: 23 }))
  .map(([from, through]) => ({
    opens: `${String(from).padStart(2, '0')}:30`,
    closes: `${through}:00`,
  }));
const hours = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3 }), time)
  .map(([from, more, times]) => ({
    days: Array.from({ length: more + 1 }, (_, at) => from + at),
    ...times,
  }));
const degrees = (min: number, max: number) =>
  fc.integer({ min: min * 10_000, max: max * 10_000 }).map((n) => n / 10_000);

const rows: { readonly [K in ImportKind]: fc.Arbitrary<ImportedRows[K]> } = {
  careUnits: fc
    .record({
      hsaId: fc.constant('SE2321000131-DEMO001'),
      careUnitId: maybe(fc.constantFrom('ek', 'ek-2').map((id) => `${id}-vc`)),
      name,
      runBy: words(importChoices.runBy),
      careProviderName: name,
      basis: fc.record({ kind: words(importChoices.basis), from: day, through: maybe(later) }),
      phone: fc.constantFrom('021-17 30 00', '+46 21 17 30 00'),
      municipalityCode: maybe(fc.constantFrom('0380', '1980')),
      municipalityName: maybe(name),
      address: maybe(name),
      position: maybe(fc.record({ lat: degrees(54, 70), lon: degrees(10, 25) })),
      openingHours: maybe(fc.array(hours, { minLength: 1, maxLength: 5 })),
      languages: maybe(fc.uniqueArray(fc.constantFrom('sv', 'fi', 'prs'), { minLength: 1 })),
      digitalOnly: maybe(fc.boolean()),
      conditions: fc.oneof(
        fc.record({
          homeVisits: fc.constant('withinKm' as const),
          homeVisitKm: fc.integer({ min: 1, max: 500 }),
        }),
        fc.record({ homeVisits: maybe(fc.constantFrom('everyone' as const, 'none' as const)) }),
      ),
      travel: maybe(words(importChoices.travel)),
    })
    .map(({ conditions, ...unit }) => tidy({ ...unit, ...conditions })),
  doctors: fc
    .record({
      careUnit: fc.constantFrom('SE2321000131-DEMO001', 'ek-vc'),
      doctorId: maybe(fc.constant('abcd')),
      placeholderProposed: fc.constant(false),
      wanted: fc.record({
        kind: fc.constant('doctor' as const),
        name,
        category: words(importChoices.category),
        employment: words(importChoices.employment),
        share: fc.integer({ min: 1, max: 100 }),
        languages: fc.uniqueArray(fc.constantFrom('sv', 'fi', 'prs')),
        supervisorName: maybe(fc.constant('Handledare Ek')),
        hasAbsencePlan: fc.boolean(),
        equivalenceDecided: fc.boolean(),
        hasLongContract: fc.boolean(),
        absences: fc.constant([]),
        startsOn: day,
        leavesOn: maybe(later),
        acceptsNew: fc.boolean(),
        ceiling: maybe(fc.integer({ min: 0, max: 5_000 }).map((value) => ({ value, from: localDate(now) }))),
      }),
    })
    .map(tidy),
  listings: fc
    .record({
      identityNumber: fc.constantFrom(
        { kind: 'personalIdentityNumber' as const, number: '189001019802' },
        { kind: 'coordinationNumber' as const, number: '191500722390' },
      ),
      careUnit: fc.constantFrom('SE2321000131-DEMO001', 'ek-vc'),
      since: day.filter((date) => date > '1916'),
      origin: words(importChoices.origin),
      doctor: maybe(name),
    })
    .map(tidy),
};

async function readBack<K extends ImportKind>(kind: K, bytes: Buffer) {
  const events = await gathered(judgeTable(kind, readTable(inPieces(bytes), { fileName: 'a' }), { now }));
  return events.slice(1).map((event) => (event.kind === 'row' ? event.value : event));
}

describe('an export that is imported says the same rows', () => {
  it.each(importKinds)('of %s as text', async (kind) => {
    await fc.assert(
      fc.asyncProperty<[ImportedRows[ImportKind], 'sv' | 'en']>(rows[kind], language, async (row, words) => {
        const text = (await gathered(writeCsv<ImportKind>(kind, [row], words))).join('');
        const cells: string[][] = parse(text, { delimiter: ';', bom: true });
        expect(
          cells.flat().filter((cell) => /^[\s"']*[=+\-@＝]/.test(cell) && !cell.startsWith("'")),
        ).toEqual([]);
        expect(await readBack(kind, Buffer.from(text))).toEqual([row]);
      }),
      { numRuns: 300 },
    );
  });

  it.each(importKinds)('of %s as a workbook', async (kind) => {
    await fc.assert(
      fc.asyncProperty<[ImportedRows[ImportKind], 'sv' | 'en']>(rows[kind], language, async (row, words) => {
        const workbook = await writeWorkbook<ImportKind>(kind, [row], words);
        expect(await readBack(kind, workbook.ok ? workbook.bytes : Buffer.alloc(0))).toEqual([row]);
      }),
      { numRuns: 60 },
    );
  });

  it('without rows it is a template, and a workbook of too many rows is refused', async () => {
    expect(
      await readBack('listings', Buffer.from((await gathered(writeCsv('listings', [], 'sv'))).join(''))),
    ).toEqual([]);
    function* many() {
      const [row] = fc.sample(rows.listings, { numRuns: 1, seed: 1 });
      for (let at = 0; row && at <= workbookRowsAtMost; at += 1) yield row;
    }
    expect(await writeWorkbook('listings', many(), 'sv')).toEqual({
      ok: false,
      slug: 'too-many-rows',
      rowsAtMost: workbookRowsAtMost,
    });
  });
});
