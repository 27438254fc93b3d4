import type { CapApplication, CapRuling, CareUnitCaps } from '#domain/cap-application.ts';
import { type CapReminder, reminderId } from '#domain/cap-reminders.ts';
import type { Capacity } from '#domain/capacity.ts';
import type { ChainHead } from '#domain/listing.ts';
import { capsOf } from '#domain/replay-caps.ts';
import type { CareUnitProfile } from '#domain/roster.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { getItem, getItems, queryItems, type ReadPage } from './calls.ts';
import { fromCapacityItem } from './capacity-item.ts';
import { findCareUnitIds, fromProfileItem } from './care-unit-item.ts';
import type { Database } from './database.ts';
import { count, text } from './fields.ts';
import { type Key, keys } from './keys.ts';

/** A unit with all that has been applied for, decided and reminded of at it. */
export interface StoredCaps {
  readonly profile: CareUnitProfile;
  readonly capacity: Capacity;
  /** Head of the unit's event chain. */
  readonly chain: ChainHead;
  readonly caps: CareUnitCaps;
  readonly reminders: readonly CapReminder[];
}

/** `UNIT#id / CAPAPPLICATION#id`: one JSON text, for it is written and read whole; `n` is the order of applying. */
export function toApplicationItem(application: CapApplication, order: number): Item & Key {
  const { careUnitId, applicationId } = application;
  return {
    ...keys.capApplication(careUnitId, applicationId),
    application: JSON.stringify(application),
    n: order,
  };
}

/** `UNIT#id / DECISION#id`: put once, never written again; `n` is the order of deciding. */
export function toRulingItem(ruling: CapRuling, order: number): Item & Key {
  return { ...keys.decision(ruling.careUnitId, ruling.decisionId), ruling: JSON.stringify(ruling), n: order };
}

/** `UNIT#id / TASK#…`, and its like in the region's list. */
export function toReminderItems(reminder: CapReminder): readonly (Item & Key)[] {
  const { careUnitId } = reminder;
  const id = reminderId(reminder);
  return [
    { ...keys.capReminder(careUnitId, id), reminder: JSON.stringify(reminder) },
    { ...keys.capReminderOfRegion(careUnitId, id), reminder: JSON.stringify(reminder) },
  ];
}

export function fromApplicationItem(item: ReadItem): CapApplication {
  return JSON.parse(text(item, 'application'));
}

export function fromRulingItem(item: ReadItem): CapRuling {
  return JSON.parse(text(item, 'ruling'));
}

export function fromReminderItem(item: ReadItem): CapReminder {
  return JSON.parse(text(item, 'reminder'));
}

/** Everything about a unit's caps, consistent, by one `Query` (more only past a mebibyte). */
export async function readCaps(database: Database, careUnitId: string): Promise<StoredCaps | undefined> {
  const items = await readPartition(database, keys.profile(careUnitId).pk);
  const profileItem = items.find((item) => item.sk === 'PROFILE');
  const capacityItem = items.find((item) => item.sk === 'CAPACITY');
  if (!profileItem || !capacityItem) return undefined;
  const { profile, chain } = fromProfileItem(profileItem);
  const capacity = fromCapacityItem(capacityItem);
  const ofKind = (prefix: string) => items.filter((item) => text(item, 'sk').startsWith(prefix));
  const applications = ofKind('CAPAPPLICATION#').toSorted(byOrder).map(fromApplicationItem);
  const rulings = ofKind('DECISION#').toSorted(byOrder).map(fromRulingItem);
  return {
    profile,
    capacity,
    chain,
    caps: capsOf(profile, capacity, applications, rulings),
    reminders: ofKind('TASK#CAPEND#').map(fromReminderItem),
  };
}

/** The unit at which an application was made. */
export async function findCareUnitOfApplication(
  database: Database,
  applicationId: string,
): Promise<string | undefined> {
  const item = await getItem(database, 'main', keys.capApplicationOfRegion(applicationId), {
    consistent: true,
  });
  return item && text(item, 'careUnitId');
}

/** Every application in the region, with the unit's name; in no order. */
export async function readApplicationsOfRegion(
  database: Database,
): Promise<{ application: CapApplication; careUnitName: string }[]> {
  const { pk, sk } = keys.capApplicationOfRegion('');
  const places = await readPartition(database, pk, [sk, `${sk}~`]);
  const wanted = places.map((item) =>
    keys.capApplication(text(item, 'careUnitId'), text(item, 'sk').slice(sk.length)),
  );
  const units = [...new Set(places.map((item) => text(item, 'careUnitId')))];
  const [applications, profiles] = await Promise.all([
    getItems(database, 'main', wanted),
    getItems(database, 'main', units.map(keys.profile)),
  ]);
  const names = new Map(
    profiles.flatMap((item) => {
      const profile = item && fromProfileItem(item).profile;
      return profile ? [[profile.careUnitId, profile.name] as const] : [];
    }),
  );
  return applications.flatMap((item) => {
    if (!item) return [];
    const application = fromApplicationItem(item);
    return [{ application, careUnitName: names.get(application.careUnitId) ?? application.careUnitId }];
  });
}

/** The reminders of caps that end on a local date or later, the nearest first, each with its unit's facts. */
export async function readRemindersOfRegion(
  database: Database,
  from: string,
): Promise<{ reminder: CapReminder; profile: CareUnitProfile }[]> {
  const { pk } = keys.capReminderOfRegion('', '');
  const items = await readPartition(database, pk, [`TASK#CAPEND#${from}`, 'TASK#CAPEND#~']);
  const reminders = items.map(fromReminderItem);
  const units = [...new Set(reminders.map(({ careUnitId }) => careUnitId))];
  const found = await getItems(database, 'main', units.map(keys.profile));
  const profiles = found.flatMap((item) => (item ? [fromProfileItem(item).profile] : []));
  return reminders.flatMap((reminder) => {
    const profile = profiles.find(({ careUnitId }) => careUnitId === reminder.careUnitId);
    return profile ? [{ reminder, profile }] : [];
  });
}

/** The public facts of every unit of the region. */
export async function readProfilesOfRegion(database: Database): Promise<CareUnitProfile[]> {
  const units = await findCareUnitIds(database);
  const found = await getItems(database, 'main', units.map(keys.profile));
  return found.flatMap((item) => (item ? [fromProfileItem(item).profile] : []));
}

async function readPartition(
  database: Database,
  partition: string,
  between?: readonly [string, string],
): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  let startKey: ReadPage['next'];
  do {
    const page = await queryItems(database, 'main', {
      partition,
      consistent: true,
      startKey,
      ...(between && { between }),
    });
    items.push(...page.items);
    startKey = page.next;
  } while (startKey);
  return items;
}

function byOrder(a: ReadItem, b: ReadItem): number {
  return count(a, 'n') - count(b, 'n');
}
