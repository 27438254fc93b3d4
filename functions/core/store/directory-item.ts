import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { ReadItem } from './attribute-value.ts';
import { getItem, getItems, putItem } from './calls.ts';
import type { Database } from './database.ts';
import { bytes, count } from './fields.ts';
import { type Key, keys } from './keys.ts';

/**
 * The three published documents of a region: JSON, brotli-compressed, each in one item. What they hold is typed by
 * those who write and read them; the version counts the writes from 1.
 */
export interface PublishedDocument<T> {
  readonly version: number;
  readonly document: T;
}

/** The public directory: every listable unit with its choosable doctors and availability. */
export function readSnapshot<T>(
  database: Database,
  options: { consistent?: boolean } = {},
): Promise<PublishedDocument<T> | undefined> {
  return readDocument(database, keys.snapshot(), options);
}

/**
 * The snapshot as this function last read it, at most `maxAge` milliseconds old by `now`. What is cached is the
 * parsed document, so all who ask get the same object: do not change it.
 */
export async function readSnapshotCached<T>(
  database: Database,
  now: Date,
  maxAge = 1_000,
): Promise<PublishedDocument<T> | undefined> {
  const cached = snapshots.get(database.client);
  const age = cached ? now.getTime() - cached.at : Number.NaN;
  if (cached && age >= 0 && age < maxAge) return cached.published;
  const published = await readSnapshot<T>(database);
  snapshots.set(database.client, { at: now.getTime(), published });
  return published;
}

/**
 * Puts the snapshot as version `after + 1`, if the stored one is still `after` (0: none is stored).
 *
 * @returns whether it was put; not put means that another writer was first, so load again.
 */
export async function putSnapshot(database: Database, document: unknown, after: number): Promise<boolean> {
  const written = await putItem(
    database,
    'main',
    { ...keys.snapshot(), version: after + 1, body: compress(document) },
    after === 0
      ? { expression: 'attribute_not_exists(pk)' }
      : { expression: '#version = :after', names: { version: 'version' }, values: { after } },
  );
  return written.ok;
}

/** Places and postcodes with their positions: written at seeding. */
export function readPlaces<T>(database: Database): Promise<PublishedDocument<T> | undefined> {
  return readDocument(database, keys.places(), {});
}
export function putPlaces(database: Database, document: unknown): Promise<void> {
  return replaceDocument(database, keys.places(), document);
}

/** Outlines of the region's municipalities: written at seeding. */
export function readMap<T>(database: Database): Promise<PublishedDocument<T> | undefined> {
  return readDocument(database, keys.map(), {});
}
export function putMap(database: Database, document: unknown): Promise<void> {
  return replaceDocument(database, keys.map(), document);
}

/** Everything that is published, by one `BatchGetItem`: for a function that has just started. */
export async function readPublished<Snapshot, Places, Map>(
  database: Database,
): Promise<{
  snapshot: PublishedDocument<Snapshot> | undefined;
  places: PublishedDocument<Places> | undefined;
  map: PublishedDocument<Map> | undefined;
}> {
  const [snapshot, places, map] = await getItems(database, 'main', [
    keys.snapshot(),
    keys.places(),
    keys.map(),
  ]);
  return { snapshot: published(snapshot), places: published(places), map: published(map) };
}

// biome-ignore lint/suspicious/noExplicitAny: one cache for documents whose type only their readers know
const snapshots = new WeakMap<object, { at: number; published: PublishedDocument<any> | undefined }>();

async function readDocument<T>(
  database: Database,
  key: Key,
  options: { consistent?: boolean },
): Promise<PublishedDocument<T> | undefined> {
  return published(await getItem(database, 'main', key, options));
}

function published<T>(item: ReadItem | undefined): PublishedDocument<T> | undefined {
  return item && { version: count(item, 'version'), document: expand(item) };
}

async function replaceDocument(database: Database, key: Key, document: unknown): Promise<void> {
  await putItem(database, 'main', { ...key, version: 1, body: compress(document) });
}

/** Brotli at 9: 1,200 units take some tens of milliseconds; 11 takes seconds for a few per cent more. */
function compress(document: unknown): Uint8Array {
  return brotliCompressSync(JSON.stringify(document), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}

function expand(item: ReadItem) {
  return JSON.parse(brotliDecompressSync(bytes(item, 'body')).toString('utf8'));
}
