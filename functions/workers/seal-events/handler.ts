import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { openDatabase } from '#store/database.ts';
import { sealEvents } from './seal-events.ts';

const database = openDatabase(z.object({ TABLE_EVENTS: z.string() }).parse(process.env));

/** Fed by the stream of the table `events`: binds each unit's and minute's events together (ADR 4). */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const { sealed, faults, batchItemFailures } = await sealEvents(database, event.Records);
  const failed = batchItemFailures.length;
  const level = failed > 0 ? 'error' : 'info';
  const line = { level, message: 'events sealed', records: event.Records.length, sealed, failed, faults };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return { batchItemFailures };
}
