import { staffRoles } from '#contract/staff-roles.ts';
import { type AccessEntry, accessActs, accessEvent, accessedBy, accessedFacts } from '#domain/access-log.ts';
import type { ChainHead } from '#domain/listing.ts';
import { purposes } from '#domain/purpose.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type Item, type ReadItem, toAttributes } from './attribute-value.ts';
import { getItems, mustBeAbsent, queryItems } from './calls.ts';
import type { Database } from './database.ts';
import { eventStep } from './event-item.ts';
import { count, oneOf, optionalText, text } from './fields.ts';
import { type Key, keys } from './keys.ts';
import { storeUnavailable } from './retry.ts';
import { type Step, transact } from './transaction.ts';

/** Four items an entry: its head, the entry by person and by unit, the event. */
const entriesAtOnce = 25;
/** Somebody is seldom opened by two at the same instant. */
const tries = 8;
const emptyHead: ChainHead = { sequence: 0, hash: '' };

/** The head of a person's access chain, as read; `recordAccess` reads it itself. */
export async function readAccessHeads(
  database: Database,
  personIds: readonly string[],
): Promise<Map<string, ChainHead>> {
  const items = await getItems(database, 'main', personIds.map(keys.accessHead));
  return new Map(personIds.map((personId, index) => [personId, headOf(items[index])]));
}

function headOf(item: ReadItem | undefined): ChainHead {
  return item ? { sequence: count(item, 'e'), hash: text(item, 'h') } : emptyHead;
}

/**
 * Writes entries of the access log before anything is answered: each with its event in the person's own access chain,
 * readable by person and by unit and day. Whoever gets an error from here shows nobody.
 *
 * @throws an error for which `isStoreUnavailable` holds where they could not be written.
 */
export async function recordAccess(database: Database, entries: readonly AccessEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += entriesAtOnce) {
    await recordTogether(database, entries.slice(from, from + entriesAtOnce));
  }
}

async function recordTogether(database: Database, entries: readonly AccessEntry[]): Promise<void> {
  const personIds = [...new Set(entries.map(({ personId }) => personId))];
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const heads = await readAccessHeads(database, personIds);
    const transacted = await transact(database, accessSteps(heads, entries));
    if (transacted.ok) return;
  }
  throw storeUnavailable(new Error('The access log was written by others every time'));
}

/**
 * The steps that write entries on the heads as they were read: for those who write them in the transaction of an act.
 * Where the step `access head …` fails, somebody opened the person meanwhile: read again.
 */
export function accessSteps(heads: ReadonlyMap<string, ChainHead>, entries: readonly AccessEntry[]): Step[] {
  const steps: Step[] = [];
  for (const [personId, ofPerson] of Map.groupBy(entries, (entry) => entry.personId)) {
    const before = heads.get(personId) ?? emptyHead;
    let head = before;
    for (const entry of ofPerson) {
      const { staffMemberId, role, accessId, at } = entry;
      const actor = { kind: 'staff', staffMemberId, role } as const;
      const act = { at: new Date(at), actor, eventId: accessId };
      const event = eventStep(
        `access event ${accessId}`,
        `ACCESS#${personId}`,
        head,
        accessEvent(entry),
        act,
      );
      head = event.head;
      const [byPerson, byUnit] = toAccessItems(entry);
      steps.push(
        event.step,
        { name: `access ${accessId}`, table: 'main', put: byPerson, condition: mustBeAbsent },
        { name: `access of unit ${accessId}`, table: 'main', put: byUnit, condition: mustBeAbsent },
      );
    }
    steps.push({
      name: `access head ${personId}`,
      table: 'main',
      put: { ...keys.accessHead(personId), e: head.sequence, h: head.hash },
      condition:
        before.sequence === 0
          ? mustBeAbsent
          : { expression: 'e = :sequence', values: { sequence: before.sequence } },
    });
  }
  return steps;
}

/** `ACCESS#person / AT#…` and `ACCESSOF#unit or REGION#day / …`: the same entry, for the person and for those who follow up. */
export function toAccessItems(entry: AccessEntry): readonly [Item & Key, Item & Key] {
  const { personId, accessId, at, facts, ...rest } = entry;
  const said = { ...rest, at, accessId, personId, facts: facts.join(' ') };
  const day = localDate(new Date(at));
  return [
    { ...keys.access(personId, at, accessId), ...said },
    { ...keys.accessOfUnit(accessedBy(entry), day, at, accessId), ...said },
  ];
}

export function fromAccessItem(item: ReadItem): AccessEntry {
  const careUnitId = optionalText(item, 'careUnitId');
  const reason = optionalText(item, 'reason');
  const facts = text(item, 'facts').split(' ');
  return {
    accessId: text(item, 'accessId'),
    personId: text(item, 'personId'),
    at: text(item, 'at'),
    staffMemberId: text(item, 'staffMemberId'),
    role: oneOf(item, 'role', staffRoles),
    ...(careUnitId !== undefined && { careUnitId }),
    purpose: oneOf(item, 'purpose', purposes),
    act: oneOf(item, 'act', accessActs),
    facts: accessedFacts.filter((fact) => facts.includes(fact)),
    ...(reason !== undefined && { reason }),
  };
}

/** A page of entries, newest first. `next`: give it back to go on. */
export interface AccessPage {
  readonly entries: readonly AccessEntry[];
  readonly next?: string;
}

export interface PageAsked {
  /** Entries at most; 100 where left out. */
  readonly limit?: number;
  readonly after?: string | undefined;
}

/** Who has seen a person's data, newest first, consistent. */
export function findAccessesOfPerson(
  database: Database,
  personId: string,
  asked: PageAsked = {},
): Promise<AccessPage> {
  return readPage(database, keys.access(personId, '', '').pk, ['AT#', 'AT#~'], asked);
}

/** Whom a unit's staff (or, with `REGION`, the region's) saw on a local date, newest first, consistent. */
export function findAccessesOfUnit(
  database: Database,
  unit: string,
  date: string,
  asked: PageAsked = {},
): Promise<AccessPage> {
  return readPage(database, keys.accessOfUnit(unit, date, '', '').pk, ['AT#', 'AT#~'], asked);
}

async function readPage(
  database: Database,
  partition: string,
  between: readonly [string, string],
  { limit = 100, after }: PageAsked,
): Promise<AccessPage> {
  const page = await queryItems(database, 'main', {
    partition,
    between,
    newestFirst: true,
    consistent: true,
    limit,
    ...(after !== undefined && { startKey: toAttributes({ pk: partition, sk: after }) }),
  });
  const last = page.next && page.items.at(-1);
  return { entries: page.items.map(fromAccessItem), ...(last && { next: text(last, 'sk') }) };
}
