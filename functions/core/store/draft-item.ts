import type { NamedDoctorAnswer } from '#domain/listing.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { putItem } from './calls.ts';
import type { Database } from './database.ts';
import { count, map, oneOf, optionalMap, optionalText, text } from './fields.ts';
import { epochSeconds } from './intent-item.ts';
import { type Key, keys } from './keys.ts';

/** The answers so far of a choice being made. They stand here, never in an address. */
export interface ChoiceDraft {
  readonly careUnitId: string;
  readonly namedDoctor?: NamedDoctorAnswer | undefined;
  readonly conditionsVersion?: string | undefined;
}

export interface SavedDraft {
  readonly draft: ChoiceDraft;
  /** Idempotency key of confirming this very draft. */
  readonly intentKey: string;
  readonly savedAt: string;
  /** Version of the listing when the key was minted: once that has moved on, the key has done its work. */
  readonly listingVersion: number;
}

const lifetime = 24 * 60 * 60;

export function toDraftItem(personId: string, saved: SavedDraft): Item & Key {
  return { ...keys.draft(personId), ...saved, expiresAt: epochSeconds(new Date(saved.savedAt)) + lifetime };
}

/** The draft, if it is there and less than 24 hours old: removal by TTL is not prompt. */
export function fromDraftItem(item: ReadItem | undefined, now: Date): SavedDraft | undefined {
  if (!item || count(item, 'expiresAt') <= epochSeconds(now)) return undefined;
  const draft = map(item, 'draft');
  const namedDoctor = optionalMap(draft, 'namedDoctor');
  const conditionsVersion = optionalText(draft, 'conditionsVersion');
  return {
    draft: {
      careUnitId: text(draft, 'careUnitId'),
      ...(namedDoctor && { namedDoctor: readAnswer(namedDoctor) }),
      ...(conditionsVersion !== undefined && { conditionsVersion }),
    },
    intentKey: text(item, 'intentKey'),
    savedAt: text(item, 'savedAt'),
    listingVersion: count(item, 'listingVersion'),
  };
}

/** Keeps the draft for 24 hours, in the place of the one before. */
export async function putDraft(database: Database, personId: string, saved: SavedDraft): Promise<void> {
  await putItem(database, 'main', toDraftItem(personId, saved));
}

function readAnswer(answer: ReadItem): NamedDoctorAnswer {
  const kind = oneOf(answer, 'kind', ['doctor', 'later', 'noPreference', 'declined']);
  return kind === 'doctor' ? { kind, doctorId: text(answer, 'doctorId') } : { kind };
}
