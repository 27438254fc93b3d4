import type { DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { openDatabase } from '#store/database.ts';
import { publishDirectory } from './publish-directory.ts';

const environment = z.object({ TABLE_MAIN: z.string() }).parse(process.env);

const publishing = {
  database: openDatabase(environment),
  clock: () => new Date(),
  wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
};

/** What wakes the worker: records of changed units, or the clock. */
type Woken = DynamoDBStreamEvent | { readonly source: 'schedule' };

/**
 * Publishes the units that stream records name; everything when the clock wakes it, which heals what a lost record or
 * the mere passing of time left. A fault is thrown, and the batch comes again.
 */
export async function handler(event: Woken): Promise<void> {
  if ('Records' in event) {
    const ids = careUnitIdsIn(event);
    if (ids.length > 0) await publishDirectory(publishing, ids);
    return;
  }
  await publishDirectory(publishing, 'everything');
}

/** Only ids are taken from the records: what they say of the item may be old. */
function careUnitIdsIn(event: DynamoDBStreamEvent): readonly string[] {
  const keys = event.Records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S ?? '');
  const units = keys.filter((key) => key.startsWith('UNIT#')).map((key) => key.slice('UNIT#'.length));
  return [...new Set(units)];
}
