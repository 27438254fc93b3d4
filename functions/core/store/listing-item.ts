import { capExemptions } from '#domain/cap-exemption.ts';
import type {
  Change,
  CurrentListing,
  DoctorProposal,
  NamedDoctor,
  Origin,
  PendingListing,
  PersonListing,
  Receipt,
} from '#domain/listing.ts';
import { localDate } from '#domain/stockholm-time.ts';
import type { WaitingPlace } from '#domain/waiting.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { count, flag, map, maps, oneOf, optionalMap, optionalText, text } from './fields.ts';
import { duePartition, type Key, keys } from './keys.ts';

/**
 * `PERSON#id / LISTING`, everything about one person's listing. Short names keep it within one kibibyte, also with a
 * current and a pending listing, four receipts and three changes:
 *
 * | name | holds | inside |
 * |---|---|---|
 * | `c` `p` | current, pending | `u` unit, `s` since or effective from, `o` origin, `n` named doctor, `r` receipt, `d` doctor receipt |
 * | `n` | named doctor | `k` kind, `d` doctor, `o` origin, `s` since |
 * | `r` `d` | receipt | `i` id, `a` chosen at, `v` conditions version, `c` counted, `x` exemption |
 * | `q` `x` | in the current one: what the unit proposes (`k` kind, `d` doctor, `a` at, `m` message); doctors declined (`d` `a`) | |
 * | `g` | counted changes | `a` at, `u` to unit |
 * | `w` | places in waiting lists | `u` unit, `d` doctor, `q` sequence, `a` joined at, `m` automatic, `o` `e` offered at, until |
 * | `v` | version | |
 * | `e` `h` | sequence and hash of the last event | |
 * | `duePartition` `personId` | only while a choice is pending: the sparse index `effective` | |
 */
export function toListingItem(listing: PersonListing): Item & Key {
  const { personId, current, pending, changes, waiting, version, chain } = listing;
  return {
    ...keys.listing(personId),
    c: current && placeMap(current),
    p: pending && { ...placeMap({ ...pending, since: pending.effectiveFrom }) },
    g: changes.map((change) => ({ a: change.at, u: change.toCareUnitId })),
    w: waiting?.map(waitingMap),
    v: version,
    e: chain.sequence,
    h: chain.hash,
    ...(pending && {
      duePartition: duePartition(localDate(new Date(pending.effectiveFrom)), personId),
      personId,
    }),
  };
}

export function fromListingItem(item: ReadItem): PersonListing {
  const current = optionalMap(item, 'c');
  const pending = optionalMap(item, 'p');
  return {
    personId: text(item, 'pk').slice('PERSON#'.length),
    ...(current && { current: readCurrent(current) }),
    ...(pending && { pending: readPending(pending) }),
    changes: maps(item, 'g').map(readChange),
    ...(item.w !== undefined && { waiting: maps(item, 'w').map(readWaiting) }),
    version: count(item, 'v'),
    chain: { sequence: count(item, 'e'), hash: text(item, 'h') },
  };
}

/** A current listing, or an earlier one, as a map. */
export function currentMap(listing: CurrentListing): Item {
  return placeMap(listing);
}

export function readCurrent(place: ReadItem): CurrentListing {
  return {
    careUnitId: text(place, 'u'),
    since: text(place, 's'),
    origin: oneOf(place, 'o', origins),
    namedDoctor: readNamedDoctor(map(place, 'n')),
    ...readReceipts(place),
    ...readProposal(place),
  };
}

const origins: readonly Origin[] = ['chosen', 'assigned', 'defaultAllocation', 'imported'];

interface Place {
  readonly careUnitId: string;
  readonly since: string;
  readonly origin?: Origin;
  readonly namedDoctor: NamedDoctor;
  readonly receipt?: Receipt;
  readonly doctorReceipt?: Receipt;
  readonly proposal?: DoctorProposal;
  readonly declined?: CurrentListing['declined'];
}

function placeMap(place: Place): Item {
  const { careUnitId, since, origin, namedDoctor, receipt, doctorReceipt, proposal, declined } = place;
  return {
    u: careUnitId,
    s: since,
    o: origin,
    n: namedDoctorMap(namedDoctor),
    r: receipt && receiptMap(receipt),
    d: doctorReceipt && receiptMap(doctorReceipt),
    q: proposal && { k: proposal.kind, d: proposal.doctorId, a: proposal.at, m: proposal.messageId },
    x: declined?.map(({ doctorId, at }) => ({ d: doctorId, a: at })),
  };
}

function readPending(place: ReadItem): PendingListing {
  const { receipt, doctorReceipt } = readReceipts(place);
  if (!receipt) throw new Error('A pending choice has no receipt');
  return {
    careUnitId: text(place, 'u'),
    effectiveFrom: text(place, 's'),
    namedDoctor: readNamedDoctor(map(place, 'n')),
    receipt,
    ...(doctorReceipt && { doctorReceipt }),
  };
}

function namedDoctorMap(named: NamedDoctor): Item {
  if (named.kind === 'unanswered') return { k: named.kind };
  if (named.kind !== 'doctor') return { k: named.kind, s: named.since };
  return { k: named.kind, d: named.doctorId, o: named.origin, s: named.since };
}

function readNamedDoctor(named: ReadItem): NamedDoctor {
  const kind = oneOf(named, 'k', ['doctor', 'later', 'noPreference', 'declined', 'unanswered']);
  if (kind === 'unanswered') return { kind };
  const since = text(named, 's');
  if (kind !== 'doctor') return { kind, since };
  return { kind, doctorId: text(named, 'd'), origin: oneOf(named, 'o', origins), since };
}

function readProposal(place: ReadItem): Pick<CurrentListing, 'proposal' | 'declined'> {
  const proposal = optionalMap(place, 'q');
  return {
    ...(proposal && {
      proposal: {
        kind: oneOf(proposal, 'k', ['registered', 'proposed']),
        doctorId: text(proposal, 'd'),
        at: text(proposal, 'a'),
        messageId: text(proposal, 'm'),
      },
    }),
    ...(place.x !== undefined && {
      declined: maps(place, 'x').map((one) => ({ doctorId: text(one, 'd'), at: text(one, 'a') })),
    }),
  };
}

function receiptMap({ receiptId, chosenAt, conditionsVersion, counted, exemption }: Receipt): Item {
  return { i: receiptId, a: chosenAt, v: conditionsVersion, c: counted, x: exemption };
}

function readReceipts(place: ReadItem): { receipt?: Receipt; doctorReceipt?: Receipt } {
  const receipt = optionalMap(place, 'r');
  const doctorReceipt = optionalMap(place, 'd');
  return {
    ...(receipt && { receipt: readReceipt(receipt) }),
    ...(doctorReceipt && { doctorReceipt: readReceipt(doctorReceipt) }),
  };
}

function readReceipt(receipt: ReadItem): Receipt {
  const exemption = receipt.x === undefined ? undefined : oneOf(receipt, 'x', capExemptions);
  return {
    receiptId: text(receipt, 'i'),
    chosenAt: text(receipt, 'a'),
    conditionsVersion: text(receipt, 'v'),
    counted: flag(receipt, 'c'),
    ...(exemption && { exemption }),
  };
}

function readChange(change: ReadItem): Change {
  return { at: text(change, 'a'), toCareUnitId: text(change, 'u') };
}

function waitingMap({ careUnitId, doctorId, sequence, joinedAt, automatic, offer }: WaitingPlace): Item {
  return {
    u: careUnitId,
    d: doctorId,
    q: sequence,
    a: joinedAt,
    m: automatic,
    o: offer?.offeredAt,
    e: offer?.until,
  };
}

function readWaiting(place: ReadItem): WaitingPlace {
  const doctorId = optionalText(place, 'd');
  const offeredAt = optionalText(place, 'o');
  return {
    careUnitId: text(place, 'u'),
    ...(doctorId !== undefined && { doctorId }),
    sequence: count(place, 'q'),
    joinedAt: text(place, 'a'),
    automatic: flag(place, 'm'),
    ...(offeredAt !== undefined && { offer: { offeredAt, until: text(place, 'e') } }),
  };
}
