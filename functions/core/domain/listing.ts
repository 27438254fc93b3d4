import type { CapExemption } from './cap-exemption.ts';
import type { WaitingPlace } from './waiting.ts';

/** How a listing or a named doctor came about (glossary: vald / tilldelad). */
export type Origin = 'chosen' | 'assigned' | 'defaultAllocation' | 'imported';

/**
 * The answer to "who is to be your named doctor?". `later`, `noPreference` and `declined` are answers, not gaps:
 * `declined` is counted, `noPreference` asks the unit to propose.
 */
export type NamedDoctorAnswer =
  | { readonly kind: 'doctor'; readonly doctorId: string }
  | { readonly kind: 'later' }
  | { readonly kind: 'noPreference' }
  | { readonly kind: 'declined' };

/** The named doctor of a listing, or why there is none. `unanswered`: never asked (imported, allocated). */
export type NamedDoctor =
  | { readonly kind: 'doctor'; readonly doctorId: string; readonly origin: Origin; readonly since: string }
  | { readonly kind: 'later' | 'noPreference' | 'declined'; readonly since: string }
  | { readonly kind: 'unanswered' };

/** A current listing (fast i tid: since an instant). */
export interface CurrentListing {
  readonly careUnitId: string;
  readonly since: string;
  readonly origin: Origin;
  readonly namedDoctor: NamedDoctor;
  /** Absent where the listing was imported or allocated: nobody chose, so there is no receipt. */
  readonly receipt?: Receipt;
  /** Of the latest change of doctor within this listing; the receipt of the choice of unit stands beside it. */
  readonly doctorReceipt?: Receipt;
  /** What the unit registered or proposes, until the person answers. */
  readonly proposal?: DoctorProposal;
  /** Doctors of this unit to whom the person said no, oldest first: they are not proposed here again. */
  readonly declined?: readonly { readonly doctorId: string; readonly at: string }[];
}

/** A named doctor that a unit registered (origin `assigned`) or proposes, and that the person has not answered. */
export interface DoctorProposal {
  readonly kind: 'registered' | 'proposed';
  readonly doctorId: string;
  readonly at: string;
  /** Of the message that tells the person. */
  readonly messageId: string;
}

/** What the person was told and when: kept with the listing, shown as the receipt. */
export interface Receipt {
  readonly receiptId: string;
  readonly chosenAt: string;
  readonly conditionsVersion: string;
  readonly counted: boolean;
  /** The exemption by which the choice passed a full unit's cap. */
  readonly exemption?: CapExemption;
}

/** A choice that has taken its place and waits for its midnight; cancelled at no cost until then. */
export interface PendingListing {
  readonly careUnitId: string;
  readonly effectiveFrom: string;
  /** Its `since` is `effectiveFrom`: until then the old doctor is the named doctor. */
  readonly namedDoctor: NamedDoctor;
  readonly receipt: Receipt;
  readonly doctorReceipt?: Receipt;
}

/** A counted change of unit, by the instant of the decision. */
export interface Change {
  readonly at: string;
  readonly toCareUnitId: string;
}

/** Everything about one person's listing: one item, so that two current listings cannot exist (HSL 7 kap. 3 a §). */
export interface PersonListing {
  readonly personId: string;
  readonly current?: CurrentListing;
  readonly pending?: PendingListing;
  /** Counted changes of the last window, oldest first; older ones are dropped at the next choice of unit. */
  readonly changes: readonly Change[];
  /** Places in waiting lists, and offers of them; absent where there are none. */
  readonly waiting?: readonly WaitingPlace[];
  readonly version: number;
  /** Head of the person's event chain. */
  readonly chain: ChainHead;
}

/** The listing of a person of whom nothing is stored yet. */
export function noListing(personId: string): PersonListing {
  return { personId, changes: [], version: 0, chain: { sequence: 0, hash: '' } };
}

/** The last event of a chain: 0 and the empty text before the first. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}

/** An earlier listing, written when it ends; read for the history on "my page". */
export interface PastListing extends CurrentListing {
  readonly until: string;
  readonly endedBy: 'choice' | 'correction' | 'register' | 'careUnitClosed';
}
