import type { WaitingListName } from '#domain/waiting.ts';
import { buildWaitingMap, type WaitingMap } from '#domain/waiting-position.ts';
import type { ReadItem } from './attribute-value.ts';
import { getItem, getItems, putItem } from './calls.ts';
import type { Database } from './database.ts';
import { bytes, count, text } from './fields.ts';
import { keys } from './keys.ts';

/** A waiting list as it was last drawn: one item, so that a place in it is told by one read (architecture, items). */
export interface DrawnList {
  readonly map: WaitingMap;
  /** Instants (ISO) at which a place was offered, the newest last. */
  readonly openedAt: readonly string[];
  /** When the list began. */
  readonly since: string;
  readonly asOf: string;
  /** Counts the drawings: two workers never overwrite each other unseen. */
  readonly version: number;
}

/** So many openings are kept: beyond them the pace is clear. */
const openingsKept = 200;

/** A list as drawn last; an empty one where nobody ever waited. */
export async function readDrawnList(
  database: Database,
  { careUnitId, doctorId }: WaitingListName,
  now: Date,
  options: { readonly consistent?: boolean } = {},
): Promise<DrawnList> {
  const item = await getItem(database, 'main', keys.waitingMap(careUnitId, doctorId), options);
  return item ? toDrawnList(item) : emptyList(now);
}

/** Several lists by one read, in the order asked. */
export async function readDrawnLists(
  database: Database,
  lists: readonly WaitingListName[],
  now: Date,
): Promise<DrawnList[]> {
  if (lists.length === 0) return [];
  const wanted = lists.map(({ careUnitId, doctorId }) => keys.waitingMap(careUnitId, doctorId));
  const items = await getItems(database, 'main', wanted);
  return items.map((item) => (item ? toDrawnList(item) : emptyList(now)));
}

/** @returns whether it was put; not put means that another worker was first, so draw again. */
export async function putDrawnList(
  database: Database,
  { careUnitId, doctorId }: WaitingListName,
  { map, openedAt, since, asOf, version }: DrawnList,
): Promise<boolean> {
  const written = await putItem(
    database,
    'main',
    {
      ...keys.waitingMap(careUnitId, doctorId),
      base: map.base,
      bits: map.bits,
      nextSequence: map.nextSequence,
      openedAt: openedAt.slice(-openingsKept),
      since,
      asOf,
      version: version + 1,
    },
    version === 0
      ? { expression: 'attribute_not_exists(pk)' }
      : { expression: '#version = :drawn', names: { version: 'version' }, values: { drawn: version } },
  );
  return written.ok;
}

function emptyList(now: Date): DrawnList {
  const asOf = now.toISOString();
  return { map: buildWaitingMap([], 1), openedAt: [], since: asOf, asOf, version: 0 };
}

function toDrawnList(item: ReadItem): DrawnList {
  const { openedAt } = item;
  return {
    map: {
      base: count(item, 'base'),
      bits: bytes(item, 'bits'),
      nextSequence: count(item, 'nextSequence'),
    },
    openedAt: Array.isArray(openedAt) ? openedAt.filter((at) => typeof at === 'string') : [],
    since: text(item, 'since'),
    asOf: text(item, 'asOf'),
    version: count(item, 'version'),
  };
}
