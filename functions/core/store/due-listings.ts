import { addDays, localDate } from '#domain/stockholm-time.ts';
import { queryItems, type ReadPage } from './calls.ts';
import type { Database } from './database.ts';
import { text } from './fields.ts';
import { duePartitionsOf } from './keys.ts';

/** How many local dates back a choice that was left unsettled is looked for. */
const daysBack = 7;

/**
 * The ids of people whose choice takes effect on today's local date or on one of the seven before, a page at a time,
 * by the sparse index `effective`. It lags a little behind the table, so each listing is read again before it is
 * settled; and those not yet in it are found at the next run.
 */
export async function* findDuePeople(database: Database, now: Date): AsyncGenerator<readonly string[]> {
  const today = localDate(now);
  for (let back = 0; back <= daysBack; back += 1) {
    for (const partition of duePartitionsOf(addDays(today, -back))) yield* pagesOf(database, partition);
  }
}

async function* pagesOf(database: Database, partition: string): AsyncGenerator<readonly string[]> {
  let startKey: ReadPage['next'];
  do {
    const index = { name: 'effective', attribute: 'duePartition' };
    const page = await queryItems(database, 'main', { partition, index, limit: 200, startKey });
    if (page.items.length > 0) yield page.items.map((item) => text(item, 'personId'));
    startKey = page.next;
  } while (startKey);
}
