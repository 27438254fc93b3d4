import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { minuteOf, type SealedEvent } from '#domain/seal.ts';
import { fromAttributes } from '#store/attribute-value.ts';
import type { Database } from '#store/database.ts';
import { fromEventItem, isEventKey } from '#store/event-item.ts';
import { eventsASeal, saveSeal } from '#store/seal-item.ts';

/** An event as its stream record told of it. */
interface Told {
  readonly event: SealedEvent;
  readonly sealedUnder: string;
  readonly minute: string;
  /** The record's own number in the stream: what a failure is reported by. */
  readonly record: string;
}

export interface SealingReport extends DynamoDBBatchResponse {
  readonly sealed: number;
  /** Names of what went wrong, each once. */
  readonly faults: readonly string[];
}

/**
 * Seals the events that a batch of stream records tells of, by unit and minute. Records may come twice, late and out
 * of order. What could not be sealed is reported record by record, and the stream hands it over again.
 */
export async function sealEvents(
  database: Database,
  records: readonly DynamoDBRecord[],
): Promise<SealingReport> {
  let sealed = 0;
  const failed: Told[] = [];
  const faults = new Set<string>();
  const told = records.flatMap(eventOf);
  for (const group of Map.groupBy(told, ({ sealedUnder, minute }) => `${minute} ${sealedUnder}`).values()) {
    for (const chunk of chunksOf(withoutRepeats(group))) {
      const [first] = chunk;
      if (!first) continue;
      try {
        const events = chunk.map(({ event }) => event);
        sealed += await saveSeal(database, first.sealedUnder, first.minute, events);
      } catch (error) {
        failed.push(...chunk);
        faults.add(error instanceof Error ? error.name : typeof error);
      }
    }
  }
  return {
    sealed,
    faults: [...faults],
    batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: record })),
  };
}

/** Seals and their markers stand in the same table; a removed item has no image. */
function eventOf({ dynamodb }: DynamoDBRecord): Told[] {
  const { NewImage: image, SequenceNumber: record = '' } = dynamodb ?? {};
  if (!image) return [];
  const key = { pk: image.pk?.S ?? '', sk: image.sk?.S ?? '' };
  if (!isEventKey(key)) return [];
  const { stream, sequence, hash, sealedUnder, ...event } = fromEventItem(fromAttributes(image));
  return [{ event: { stream, sequence, hash }, sealedUnder, minute: minuteOf(event), record }];
}

/** One transaction cannot hold a marker twice. In the order of streams, so that a seal has one spelling. */
function withoutRepeats(group: readonly Told[]): Told[] {
  const byName = new Map(group.map((told) => [`${told.event.stream} ${told.event.sequence}`, told]));
  return [...byName.values()].toSorted(
    (a, b) => compare(a.event.stream, b.event.stream) || a.event.sequence - b.event.sequence,
  );
}

function chunksOf(group: readonly Told[]): Told[][] {
  const chunks: Told[][] = [];
  for (let from = 0; from < group.length; from += eventsASeal) {
    chunks.push(group.slice(from, from + eventsASeal));
  }
  return chunks;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
