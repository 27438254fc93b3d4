import type { Capacity } from '#domain/capacity.ts';
import type { ChainHead } from '#domain/listing.ts';
import type { CareUnitProfile, RosterDoctor } from '#domain/roster.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { getItem, queryItems } from './calls.ts';
import { fromCapacityItem } from './capacity-item.ts';
import type { Database } from './database.ts';
import { count, text } from './fields.ts';
import { type Key, keys } from './keys.ts';

/** A care unit as stored: three kinds of items under `UNIT#id`. */
export interface StoredCareUnit {
  readonly profile: CareUnitProfile;
  readonly capacity: Capacity;
  readonly doctors: readonly RosterDoctor[];
  /** Head of the unit's event chain. */
  readonly chain: ChainHead;
}

/** `UNIT#id / PROFILE`: the facts as one JSON text, for they are written and read whole; and the chain's head. */
export function toProfileItem(profile: CareUnitProfile, chain: ChainHead): Item & Key {
  const { sequence, hash } = chain;
  return { ...keys.profile(profile.careUnitId), profile: JSON.stringify(profile), e: sequence, h: hash };
}

/** `UNIT#id / DOCTOR#id`: someone on the roster, as one JSON text. */
export function toDoctorItem(careUnitId: string, doctor: RosterDoctor): Item & Key {
  return { ...keys.doctor(careUnitId, doctor.doctorId), doctor: JSON.stringify(doctor) };
}

/** What is left of an entry that was undone: nobody deletes anything of a unit, and ids are never used again. */
export function goneDoctorItem(careUnitId: string, doctorId: string): Item & Key {
  return { ...keys.doctor(careUnitId, doctorId), gone: true };
}

/** Whether an item is somebody on the roster. */
export function isDoctorItem(item: ReadItem): boolean {
  return text(item, 'sk').startsWith('DOCTOR#') && item.gone === undefined;
}

export function fromProfileItem(item: ReadItem): { profile: CareUnitProfile; chain: ChainHead } {
  return {
    profile: JSON.parse(text(item, 'profile')),
    chain: { sequence: count(item, 'e'), hash: text(item, 'h') },
  };
}

export function fromDoctorItem(item: ReadItem): RosterDoctor {
  return JSON.parse(text(item, 'doctor'));
}

/** A unit's facts alone, consistent. */
export async function readProfile(
  database: Database,
  careUnitId: string,
): Promise<CareUnitProfile | undefined> {
  const item = await getItem(database, 'main', keys.profile(careUnitId), { consistent: true });
  return item && fromProfileItem(item).profile;
}

/** Somebody on a unit's roster, also one who has left; one `GetItem`. */
export async function getRosterDoctor(
  database: Database,
  careUnitId: string,
  doctorId: string,
): Promise<RosterDoctor | undefined> {
  const item = await getItem(database, 'main', keys.doctor(careUnitId, doctorId));
  return item && isDoctorItem(item) ? fromDoctorItem(item) : undefined;
}

/** A unit with its roster and counters, consistent, by one `Query` (more only past a mebibyte). */
export async function readCareUnit(
  database: Database,
  careUnitId: string,
): Promise<StoredCareUnit | undefined> {
  const items: ReadItem[] = [];
  let startKey: Awaited<ReturnType<typeof queryItems>>['next'];
  do {
    const partition = keys.profile(careUnitId).pk;
    const page = await queryItems(database, 'main', { partition, consistent: true, startKey });
    items.push(...page.items);
    startKey = page.next;
  } while (startKey);
  const profile = items.find((item) => item.sk === 'PROFILE');
  const capacity = items.find((item) => item.sk === 'CAPACITY');
  if (!profile || !capacity) return undefined;
  return {
    ...fromProfileItem(profile),
    capacity: fromCapacityItem(capacity),
    doctors: items.filter(isDoctorItem).map(fromDoctorItem),
  };
}

/** The ids of every unit of the region, in the order of their ids. */
export async function findCareUnitIds(database: Database): Promise<string[]> {
  const { pk, sk } = keys.careUnitOfRegion('');
  const ids: string[] = [];
  let startKey: Awaited<ReturnType<typeof queryItems>>['next'];
  do {
    const page = await queryItems(database, 'main', {
      partition: pk,
      between: [sk, `${sk}~`],
      consistent: true,
      startKey,
    });
    const listed = page.items.filter((item) => item.gone === undefined);
    ids.push(...listed.map((item) => text(item, 'sk').slice(sk.length)));
    startKey = page.next;
  } while (startKey);
  return ids;
}
