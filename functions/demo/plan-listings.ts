import type { ImportedListing } from '#domain/import-listing.ts';
import type { CurrentListing, NamedDoctor, PastListing, Receipt } from '#domain/listing.ts';
import { nextMidnight } from '#domain/stockholm-time.ts';
import type { Draw } from './draw.ts';
import type { Home } from './plan-homes.ts';

export interface ListingWanted {
  readonly namedDoctor: NamedDoctor;
  /** Units where one can list, to have been at before. */
  readonly careUnitIds: readonly string[];
  readonly conditionsVersion: string;
  readonly now: Date;
}

const day = 86_400_000;

/** How many days ago each counted change was made, within which bounds; well inside twelve months. */
const changesOf: Readonly<Partial<Record<Home['role'], readonly (readonly [number, number])[]>>> = {
  changedOnce: [[20, 310]],
  changedTwice: [
    [170, 310],
    [20, 130],
  ],
};

/** A person's listing as another register would hand it over, with the changes of the last year and what they ended. */
export function planListing(home: Home, wanted: ListingWanted, draw: Draw): ImportedListing {
  const { person, role, careUnitId, since } = home;
  const { namedDoctor, now } = wanted;
  const bounds = changesOf[role];
  if (bounds) return planChanges(home, bounds, wanted, draw);
  if (role !== 'firstChoice') {
    const origin = role === 'allocated' ? 'defaultAllocation' : role === 'imported' ? 'imported' : 'chosen';
    return { personId: person.personId, current: { careUnitId, since, origin, namedDoctor }, changes: [] };
  }
  const chosenAt = instantAgo([30, 300], now, draw);
  const receipt = writeReceipt(chosenAt, false, wanted, draw);
  return {
    personId: person.personId,
    current: takenEffect(careUnitId, namedDoctor, receipt),
    changes: [],
  };
}

function planChanges(
  { person, careUnitId, since }: Home,
  bounds: readonly (readonly [number, number])[],
  wanted: ListingWanted,
  draw: Draw,
): ImportedListing {
  const before = draw.shuffled(wanted.careUnitIds.filter((id) => id !== careUnitId)).slice(0, bounds.length);
  const [first = careUnitId, ...rest] = [...before, careUnitId];
  let current: CurrentListing = {
    careUnitId: first,
    since,
    origin: 'chosen',
    namedDoctor: { kind: 'unanswered' },
  };
  const changes: { at: string; toCareUnitId: string }[] = [];
  const pasts: PastListing[] = [];
  bounds.forEach((bound, at) => {
    const toCareUnitId = rest[at] ?? careUnitId;
    const receipt = writeReceipt(instantAgo(bound, wanted.now, draw), true, wanted, draw);
    const isLast = at === bounds.length - 1;
    const answer: NamedDoctor = isLast ? wanted.namedDoctor : { kind: 'later', since: receipt.chosenAt };
    const next = takenEffect(toCareUnitId, answer, receipt);
    changes.push({ at: receipt.chosenAt, toCareUnitId });
    pasts.push({ ...current, until: next.since, endedBy: 'choice' });
    current = next;
  });
  return { personId: person.personId, current, changes, pasts };
}

/** An instant in the daytime, so many days ago. */
function instantAgo([from, through]: readonly [number, number], now: Date, draw: Draw): Date {
  const noon = new Date(now.getTime() - draw.whole(from, through) * day);
  noon.setUTCHours(draw.whole(7, 19), draw.whole(0, 59), draw.whole(0, 59), 0);
  return noon;
}

function writeReceipt(chosenAt: Date, counted: boolean, wanted: ListingWanted, draw: Draw): Receipt {
  const { conditionsVersion } = wanted;
  return { receiptId: draw.id(26), chosenAt: chosenAt.toISOString(), conditionsVersion, counted };
}

/** A choice is current from the midnight after it, and its answer on a doctor too. */
function takenEffect(careUnitId: string, answer: NamedDoctor, receipt: Receipt): CurrentListing {
  const since = nextMidnight(new Date(receipt.chosenAt)).toISOString();
  const namedDoctor = answer.kind === 'unanswered' ? answer : { ...answer, since };
  return { careUnitId, since, origin: 'chosen', namedDoctor, receipt };
}
