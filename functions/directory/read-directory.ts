import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import type { Database } from '#store/database.ts';
import { readPublished, readSnapshot } from '#store/directory-item.ts';
import { storeUnavailable } from '#store/retry.ts';
import type { Places } from './find-place.ts';
import type { RegionMap } from './map-frame.ts';

/** Everything the public is told of a region, as published. */
export interface PublishedDirectory {
  readonly snapshot: DirectorySnapshot;
  readonly places: Places;
  readonly map: RegionMap;
}

/** Milliseconds that a read snapshot is answered from; a cached answer may say "full", the choice itself decides. */
const snapshotAge = 1_000;
/** Places and outlines change when a region's data is written anew, so rarely that minutes do no harm. */
const regionAge = 300_000;

/**
 * A reader of the published directory that remembers: no store call while the snapshot is under a second old, else
 * one. Reading only while answering, it never works between requests.
 */
export function createDirectoryReader(database: Database): (now: Date) => Promise<PublishedDirectory> {
  let read: { directory: PublishedDirectory; snapshotAt: number; regionAt: number } | undefined;
  return async (now) => {
    const at = now.getTime();
    if (read && isYounger(at - read.snapshotAt, snapshotAge)) return read.directory;
    if (read && isYounger(at - read.regionAt, regionAge)) {
      const snapshot = await readSnapshot<DirectorySnapshot>(database);
      const directory = { ...read.directory, snapshot: published(snapshot).document };
      read = { ...read, directory, snapshotAt: at };
      return directory;
    }
    const { snapshot, places, map } = await readPublished<DirectorySnapshot, Places, RegionMap>(database);
    const directory = {
      snapshot: published(snapshot).document,
      places: places?.document ?? { places: [], postcodes: {} },
      map: map?.document ?? { municipalities: [] },
    };
    read = { directory, snapshotAt: at, regionAt: at };
    return directory;
  };
}

/** A clock that was set back makes an age negative: then what was read is not trusted. */
function isYounger(age: number, than: number): boolean {
  return age >= 0 && age < than;
}

function published<T>(document: T | undefined): T {
  if (document === undefined) throw storeUnavailable(new Error('The directory is not published yet'));
  return document;
}
