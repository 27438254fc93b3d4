import type { PlannedEvent } from './events.ts';
import type { DoctorFacts } from './named-doctor-rules.ts';
import type { Absence } from './roster.ts';
import {
  findEntry,
  listedWith,
  type RosterEntry,
  type RosterState,
  withDoctor,
  withEntry,
} from './roster-entry.ts';
import type { RosterRefusal } from './roster-fault.ts';

export type RosterChangeKind = 'added' | 'changed' | 'ended' | 'undone';

/** One change of one entry: the state before and after; without one where the entry was not there. */
export interface RosterChange {
  readonly kind: RosterChangeKind;
  readonly doctorId: string;
  readonly before?: RosterEntry;
  readonly after?: RosterEntry;
  /** People who had the doctor when it was made. */
  readonly listed: number;
}

/** A change as the history keeps it. */
export interface MadeRosterChange extends RosterChange {
  /** Of its event in the unit's stream: names the change. */
  readonly sequence: number;
  readonly at: string;
}

/** What a form says of an entry. The ceiling is left out where it is to stay as it is. */
export interface RosterEntryWanted {
  readonly kind: 'doctor' | 'placeholderList';
  readonly name: string;
  readonly category: DoctorFacts['category'];
  readonly employment: DoctorFacts['employment'];
  readonly share: number;
  readonly languages: readonly string[];
  /** A code of ours; judged with the other values. */
  readonly speciality?: string | undefined;
  readonly trainingYear?: number | undefined;
  readonly takesNote?: string | undefined;
  readonly supervisorName?: string | undefined;
  readonly hasAbsencePlan: boolean;
  readonly equivalenceDecided: boolean;
  readonly hasLongContract: boolean;
  readonly absences: readonly Absence[];
  readonly startsOn: string;
  readonly leavesOn?: string | undefined;
  /** Left out: as the first and the last day. */
  readonly visibleFrom?: string | undefined;
  readonly visibleThrough?: string | undefined;
  readonly takesAges?:
    | { readonly from?: number | undefined; readonly through?: number | undefined }
    | undefined;
  readonly acceptsNew: boolean;
  readonly ceiling?: { readonly value: number | null; readonly from: string } | undefined;
}

/** Changes of one unit's roster that are made together or not at all. */
export interface RosterPlan {
  readonly careUnitId: string;
  /** The `rev` that was met: nobody may have changed the unit meanwhile. */
  readonly expectsRev: number;
  /** Where the counter must still be what it was: an undo, and the end of an entry. */
  readonly expectsListed: boolean;
  readonly changes: readonly (RosterChange & { readonly event: PlannedEvent })[];
  /** The unit's counters and facts afterwards; counters as they were met. */
  readonly capacity: RosterState['capacity'];
}

export type RosterDecided =
  | { readonly ok: true; readonly plan: RosterPlan }
  | { readonly ok: false; readonly refusal: RosterRefusal };

export function refuseRoster(refusal: RosterRefusal): RosterDecided {
  return { ok: false, refusal };
}

/** One change with its event. `undoes` for an undo. */
export function planChange(
  state: RosterState,
  kind: RosterChangeKind,
  doctorId: string,
  after: RosterEntry | undefined,
  undoes = 0,
): RosterPlan['changes'][number] {
  const before = findEntry(state, doctorId);
  const sealedUnder = state.capacity.careUnitId;
  return {
    kind,
    doctorId,
    ...(before && { before }),
    ...(after && { after }),
    listed: listedWith(state, doctorId),
    event:
      kind === 'undone' || !after
        ? {
            type: 'roster-change-undone',
            sealedUnder,
            data: { doctorId, undoes, ...(after && { entry: after }) },
          }
        : { type: eventTypes[kind], sealedUnder, data: after },
  };
}

const eventTypes = { added: 'doctor-added', changed: 'doctor-changed', ended: 'doctor-ended' } as const;

/** The changes as one plan; each raises `rev`. */
export function planOf(
  state: RosterState,
  changes: RosterPlan['changes'],
  expectsListed = false,
): { ok: true; plan: RosterPlan } {
  const { capacity } = state;
  return {
    ok: true,
    plan: {
      careUnitId: capacity.careUnitId,
      expectsRev: capacity.rev,
      expectsListed,
      changes,
      capacity: changes.reduce((next, { doctorId, after }) => withEntry(next, doctorId, after), capacity),
    },
  };
}

/** The roster after a plan: for previews and tests. */
export function rosterAfter(state: RosterState, { capacity, changes }: RosterPlan): RosterState {
  const doctors = changes.reduce(
    (next, { doctorId, after }) => withDoctor(next, doctorId, after?.doctor),
    state.doctors,
  );
  return { capacity, doctors };
}
