import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ImportChoice, importChoices } from '#domain/imports/import-choices.ts';
import type { ImportColumn } from '#domain/imports/import-column.ts';
import { importColumns } from '#domain/imports/import-columns.ts';
import { type ImportKind, importKinds } from '#domain/imports/import-kind.ts';
import type { ImportedRows } from '#domain/imports/imported-rows.ts';
import { writeCsv } from '#functions/imports/files/write-csv.ts';
import { writeWorkbook } from '#functions/imports/files/write-workbook.ts';

/**
 * `node tools/import-examples.ts`: writes docs/import-examples and the tables of docs/import-formats.md, from the table
 * that the reader uses. All in them is invented; numbers are of Skatteverket's published test series.
 */

const docs = join(import.meta.dirname, '..', 'docs');
const careUnit = 'SE2321000131-DEMO001';
const unit = {
  name: 'Påhittade vårdcentralen',
  careProviderName: 'Region Exempel (påhittad)',
  phone: '010-000 00 00',
} as const;

/** The rows of the examples in the service's own format. */
export const exampleRows: { readonly [K in ImportKind]: readonly ImportedRows[K][] } = {
  careUnits: [
    {
      ...unit,
      hsaId: careUnit,
      careUnitId: 'pahittade-vardcentralen',
      runBy: 'region',
      basis: { kind: 'ownRun', from: '2020-01-01' },
      municipalityCode: '1980',
      municipalityName: 'Västerås',
      address: 'Exempelgatan 1',
      position: { lat: 59.61, lon: 16.545 },
      openingHours: [
        { days: [1, 2, 3, 4, 5], opens: '08:00', closes: '17:00' },
        { days: [6], opens: '10:00', closes: '14:00' },
      ],
      languages: ['sv', 'fi'],
      digitalOnly: false,
      homeVisits: 'withinKm',
      homeVisitKm: 20,
      travel: 'asToNearest',
    },
    {
      ...unit,
      hsaId: 'SE2321000131-DEMO002',
      name: 'Exempelbyns läkarhus',
      careProviderName: 'Exempelvård AB (påhittat)',
      runBy: 'private',
      basis: { kind: 'contract', from: '2022-03-01', through: '2028-02-29' },
    },
  ],
  doctors: [
    doctorRow('Alva Exempel', { category: 'gpSpecialist', ceiling: { value: 1_100, from: '2026-01-01' } }),
    doctorRow('Bo Exempel', {
      category: 'doctorInTraining',
      supervisorName: 'Alva Exempel',
      hasAbsencePlan: true,
      share: 75,
    }),
    doctorRow('Påhittade 1', { kind: 'placeholderList', employment: 'locum', acceptsNew: false }),
  ],
  listings: [
    {
      identityNumber: { kind: 'personalIdentityNumber', number: '199001012385' },
      careUnit,
      since: '2024-03-05',
      origin: 'chosen',
      doctor: 'Alva Exempel',
      doctorSince: '2024-05-01',
    },
    {
      identityNumber: { kind: 'coordinationNumber', number: '198801622393' },
      careUnit,
      since: '2025-11-30',
      origin: 'defaultAllocation',
    },
  ],
};

function doctorRow(name: string, other: Partial<ImportedRows['doctors']['wanted']>): ImportedRows['doctors'] {
  return {
    careUnit,
    placeholderProposed: false,
    wanted: {
      kind: 'doctor',
      name,
      category: 'licensedDoctor',
      employment: 'permanent',
      share: 100,
      languages: ['sv'],
      hasAbsencePlan: false,
      equivalenceDecided: false,
      hasLongContract: false,
      absences: [],
      startsOn: '2024-01-01',
      acceptsNew: true,
      ...other,
    },
  };
}

/** As regions' own systems write: other headers and order, Windows-1252, dates as one says them, lists by their names. */
const ownFormat = [
  'Enhetens HSA-id;Läkare;Befattning;Anställningsform;Tjänst;Från;Till;Kommentar',
  `${careUnit};Påhittade 1;;;;1/1 2024;;lista utan läkare`,
  `${careUnit};Påhittade XX;;hyr;;2024-01-01;;lista utan läkare`,
  `${careUnit};Öda Exempel;Distriktsläkare;Tillsvidare;80 %;15 mars 2023;31.12.2027;`,
  '',
].join('\r\n');

/** What each form of cell takes, in the words of the page. */
const forms: Readonly<Record<ImportColumn['form'], string>> = {
  text: 'text',
  date: 'date',
  wholeNumber: 'whole number',
  decimalNumber: 'number with decimals',
  share: 'per cent of full time',
  yesNo: 'yes or no',
  choice: 'one of the words below',
  hsaId: 'HSA-id',
  careUnit: 'HSA-id of the unit, or its id in the address',
  identityNumber: 'personnummer or samordningsnummer',
  languages: 'languages',
  openingHours: 'opening hours',
};

/** The table of a kind's columns, as Markdown. */
export function columnTable(kind: ImportKind): string {
  const columns: readonly ImportColumn[] = importColumns[kind];
  const lines = columns.map(
    ({ sv, en, required, form, alsoCalled }) =>
      `| ${sv} | ${en} | ${required ? 'yes' : ''} | ${forms[form]} | ${alsoCalled.join(', ')} |`,
  );
  return ['| header | in English | required | cell | also called |', '|---|---|---|---|---|', ...lines].join(
    '\n',
  );
}

/** The words of the columns of choices, as Markdown. */
export function choiceTable(): string {
  const columns = importKinds.flatMap((kind): readonly ImportColumn[] => importColumns[kind]);
  const choices: Readonly<Record<string, readonly ImportChoice[]>> = importChoices;
  const lines = columns.flatMap((column) =>
    (choices[column.key] ?? []).map(
      ({ sv, en, alsoCalled }) => `| ${column.sv} | ${sv} | ${en} | ${alsoCalled.join(', ')} |`,
    ),
  );
  return ['| column | word | in English | also |', '|---|---|---|---|', ...lines].join('\n');
}

/** A page with the part between two marks replaced. */
export function withPart(page: string, name: string, part: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [from, through] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || through < from) throw new Error(`import-formats.md has no part ${name}`);
  return `${page.slice(0, from + start.length)}\n${part}\n${page.slice(through)}`;
}

export const fileNames = { careUnits: 'care-units', doctors: 'doctors', listings: 'listings' } as const;

async function writeExamples(): Promise<void> {
  for (const kind of importKinds) await writeExample(kind);
  writeFileSync(join(docs, 'import-examples', 'doctors-own-format.csv'), Buffer.from(ownFormat, 'latin1'));
  const path = join(docs, 'import-formats.md');
  let page = readFileSync(path, 'utf8');
  for (const kind of importKinds) page = withPart(page, `columns of ${fileNames[kind]}`, columnTable(kind));
  writeFileSync(path, withPart(page, 'words', choiceTable()));
}

/** A workbook says when it was made, so it is left as it is while its rows are the same. */
async function writeExample<K extends ImportKind>(kind: K): Promise<void> {
  const path = join(docs, 'import-examples', fileNames[kind]);
  let text = '';
  for await (const line of writeCsv(kind, exampleRows[kind], 'sv')) text += line;
  if (existsSync(`${path}.csv`) && readFileSync(`${path}.csv`, 'utf8') === text) return;
  const workbook = await writeWorkbook(kind, exampleRows[kind], 'sv');
  if (workbook.ok) writeFileSync(`${path}.xlsx`, workbook.bytes);
  writeFileSync(`${path}.csv`, text);
}

if (import.meta.main) await writeExamples();
