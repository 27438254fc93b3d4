/** What the service costs a month, from counted units and one dated file of list prices. */
import { readFileSync } from 'node:fs';

export interface Prices {
  readonly date: string;
  readonly perMillion: Readonly<
    Record<
      | 'cloudFrontRequests'
      | 'firewallRequests'
      | 'apiRequests'
      | 'functionRequests'
      | 'readUnits'
      | 'writeUnits'
      | 'keyCalls',
      number
    >
  >;
  readonly perGigabyte: Readonly<Record<'cloudFrontBytes' | 'logs', number>>;
  readonly functionGigabyteSecond: number;
  readonly perMonth: Readonly<
    Record<
      'key' | 'secret' | 'alarm' | 'firewall' | 'firewallRule' | 'gigabyteStored' | 'gigabyteRestorable',
      number
    >
  >;
}

/** A region, and how it is used in a month. */
export interface Region {
  readonly name: string;
  readonly people: number;
  readonly careUnits: number;
}

/** Assumed of people; the only numbers here that are not counted. */
export const assumed = {
  /** Visits a person and year, and pages and files a visit. */
  visitsPerYear: 1,
  pagesPerVisit: 4,
  filesPerVisit: 12,
  bytesPerVisit: 50_000,
  /** Share of visits that sign in. */
  loginShare: 0.3,
  /** Share of people who change unit in a year (speed.md), and events kept a choice. */
  changesPerYear: 0.08,
  /** Seconds that a page and an API call keep a function busy, at 1 GB and 0.5 GB. */
  pageSeconds: 0.03,
  callSeconds: 0.02,
  /** Bytes of log a request. */
  logBytes: 700,
  months: 12,
} as const;

/** Counted: units as DynamoDB charges them (a write in a transaction twice); see the bench's table. */
export const counted = {
  /** LISTING, CAPACITY, event, intent in one transaction; the entry in the index. */
  choiceWrites: 9,
  /** LISTING, old CAPACITY, PAST, event; the entry leaves the index. */
  settleWrites: 9,
  /** Two events, each with its marker and a share of the seal. */
  sealWrites: 8,
  /** Draft saved at each of four steps. */
  draftWrites: 4,
  choiceReads: 12,
  /** Login begun, taken, session, extension; identity read, its pointer computed. */
  loginWrites: 4,
  loginReads: 3,
  loginKeyCalls: 2,
  /** Reads of a signed-in page: session and one batch. */
  pageReads: 4,
  /** A rebuild of the directory: strongly consistent reads a unit, and the snapshot written. */
  rebuildReadsPerUnit: 3,
  rebuildsPerMonth: 8_640,
  snapshotWritesPerUnit: 0.2,
  /** Kilobytes kept a person: listing, identity, history and events of a year. */
  kilobytesPerPerson: 4,
  keys: 4,
  alarms: 39,
  firewallRules: 4,
} as const;

export type CostLine = { readonly what: string; readonly dollars: number };

/** Dollars a month, by what is paid for. */
export function monthlyCost({ people, careUnits }: Region, prices: Prices): CostLine[] {
  const visits = (people * assumed.visitsPerYear) / assumed.months;
  const pages = visits * assumed.pagesPerVisit;
  const logins = visits * assumed.loginShare;
  const choices = (people * assumed.changesPerYear) / assumed.months;
  const million = (count: number, of: keyof Prices['perMillion']) => (count / 1e6) * prices.perMillion[of];
  const edge = pages + visits * assumed.filesPerVisit;
  // A page is a call of web, which calls the API once.
  const calls = pages * 2;
  const busy = pages * (assumed.pageSeconds * 1 + assumed.callSeconds * 0.5);
  const writes =
    choices * (counted.choiceWrites + counted.settleWrites + counted.sealWrites + counted.draftWrites) +
    logins * counted.loginWrites +
    counted.rebuildsPerMonth * careUnits * counted.snapshotWritesPerUnit;
  const reads =
    choices * counted.choiceReads +
    logins * (counted.loginReads + counted.pageReads * 3) +
    counted.rebuildsPerMonth * careUnits * counted.rebuildReadsPerUnit;
  const gigabytes = (people * counted.kilobytesPerPerson) / 1e6;
  const { perMonth } = prices;
  return [
    {
      what: 'Distribution and bytes',
      dollars:
        million(edge, 'cloudFrontRequests') +
        ((visits * assumed.bytesPerVisit) / 1e9) * prices.perGigabyte.cloudFrontBytes,
    },
    {
      what: 'Firewall',
      dollars:
        perMonth.firewall + perMonth.firewallRule * counted.firewallRules + million(edge, 'firewallRequests'),
    },
    { what: 'HTTP API', dollars: million(calls, 'apiRequests') },
    { what: 'Functions', dollars: million(calls, 'functionRequests') + busy * prices.functionGigabyteSecond },
    { what: 'Store, requests', dollars: million(writes, 'writeUnits') + million(reads, 'readUnits') },
    {
      what: 'Store, kept and restorable',
      dollars: gigabytes * (perMonth.gigabyteStored + perMonth.gigabyteRestorable),
    },
    {
      what: 'Keys and secret',
      dollars:
        perMonth.key * counted.keys + perMonth.secret + million(logins * counted.loginKeyCalls, 'keyCalls'),
    },
    {
      what: 'Logs and alarms',
      dollars: perMonth.alarm * counted.alarms + ((calls * assumed.logBytes) / 1e9) * prices.perGigabyte.logs,
    },
  ];
}

export const sizes: readonly Region[] = [
  { name: 'small', people: 60_000, careUnits: 8 },
  { name: 'middle', people: 290_000, careUnits: 33 },
  { name: 'large', people: 2_400_000, careUnits: 230 },
];

export function readPrices(): Prices {
  return JSON.parse(readFileSync(new URL('prices.json', import.meta.url), 'utf8'));
}

/** Dollars that one more million visits cost: everything but what is paid for standing there. */
export function costOfMillionVisits(prices: Prices): number {
  const total = (people: number) =>
    monthlyCost({ name: '', people, careUnits: 33 }, prices)
      .filter(({ what }) => what !== 'Store, kept and restorable')
      .reduce((sum, { dollars }) => sum + dollars, 0);
  const people = (1e6 * assumed.months) / assumed.visitsPerYear;
  return total(2 * people) - total(people);
}

/** The table of docs/deploy.md. */
export function costTable(prices: Prices): string {
  const costs = sizes.map((size) => monthlyCost(size, prices));
  const head = sizes.map(({ name, people }) => `${name}, ${people.toLocaleString('en-GB')} people`);
  const rows = (costs[0] ?? []).map(({ what }, index) => [
    what,
    ...costs.map((lines) => (lines[index]?.dollars ?? 0).toFixed(2)),
  ]);
  const sums = costs.map((lines) => lines.reduce((sum, { dollars }) => sum + dollars, 0).toFixed(2));
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(['dollars a month', ...head]),
    `|---${'|---:'.repeat(sizes.length)}|`,
    ...rows.map(row),
    row(['**Together**', ...sums.map((sum) => `**${sum}**`)]),
  ].join('\n');
}
