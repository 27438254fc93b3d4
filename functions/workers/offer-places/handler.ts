import type { DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { newId } from '#http/ids.ts';
import { findCareUnitIds } from '#store/care-unit-item.ts';
import { openDatabase } from '#store/database.ts';
import { offerPlaces } from './offer-places.ts';

const environment = z.object({ TABLE_MAIN: z.string(), TABLE_EVENTS: z.string() }).parse(process.env);
const database = openDatabase(environment);

/** What wakes the worker: records of changed capacities, or the clock. */
type Woken = DynamoDBStreamEvent | { readonly source: 'schedule' };

/**
 * Offers places that have opened to those who wait first. The clock wakes it too: a cap can begin or end by the clock
 * alone, and what a lost record left is mended.
 */
export async function handler(event: Woken): Promise<void> {
  const careUnitIds = 'Records' in event ? idsIn(event) : await findCareUnitIds(database);
  let offered = 0;
  for (const careUnitId of careUnitIds) {
    offered += await offerPlaces({ database, now: new Date(), newId }, careUnitId);
  }
  if (offered > 0) {
    process.stdout.write(`${JSON.stringify({ level: 'info', message: 'places offered', offered })}\n`);
  }
}

function idsIn(event: DynamoDBStreamEvent): string[] {
  const keys = event.Records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S ?? '');
  const units = keys.filter((key) => key.startsWith('UNIT#')).map((key) => key.slice('UNIT#'.length));
  return [...new Set(units)];
}
