import { isUnitRole } from '#contract/staff-roles.ts';
import type { AccessEntry } from '#domain/access-log.ts';
import type { Capacity } from '#domain/capacity.ts';
import type { ExemptionHolder, ExemptionPlan, ExemptionRefusal } from '#domain/decide-exemption.ts';
import type { ExemptionRegistration } from '#domain/exemption.ts';
import { type ChainHead, noListing } from '#domain/listing.ts';
import type { Actor } from '#domain/person.ts';
import type { CareUnitProfile } from '#domain/roster.ts';
import type { StaffRole } from '#domain/staff-assignment.ts';
import { accessSteps, readAccessHeads } from './access-log.ts';
import { type Condition, getItems, mustBeAbsent } from './calls.ts';
import { fromCapacityItem } from './capacity-item.ts';
import { fromProfileItem, toProfileItem } from './care-unit-item.ts';
import type { Database } from './database.ts';
import { eventStep } from './event-item.ts';
import {
  fromExemptionItem,
  fromRegistrationItem,
  goneExemptionItem,
  toExemptionItem,
  toRegistrationItem,
} from './exemption-item.ts';
import { keys } from './keys.ts';
import { fromListingItem, toListingItem } from './listing-item.ts';
import { storeUnavailable } from './retry.ts';
import { type Step, transact } from './transaction.ts';

/** What a staff act on an exemption is decided on, as stored. */
export interface ExemptionState {
  readonly profile: CareUnitProfile;
  readonly capacity: Capacity;
  readonly holder: ExemptionHolder | undefined;
  /** The registration acted on; absent where it is not there, or yet to be. */
  readonly registration: ExemptionRegistration | undefined;
}

export type SavedExemption =
  | { readonly outcome: 'saved'; readonly registration: ExemptionRegistration }
  | { readonly outcome: 'refused'; readonly refusal: ExemptionRefusal }
  | { readonly outcome: 'not-found' };

type Decide = (state: ExemptionState) => ExemptionDecided | undefined;
type ExemptionDecided =
  | ({ readonly ok: true } & ExemptionPlan)
  | { readonly ok: false; readonly refusal: ExemptionRefusal };

/** Who acts and when, and where the ids of events come from. */
export interface ExemptionAct {
  readonly at: Date;
  readonly staffMemberId: string;
  readonly role: StaffRole;
  readonly newId: () => string;
}

/** Staff of one unit rarely act at the same moment; each time one does, the domain is asked again. */
const tries = 8;

/**
 * Carries out a staff act on an exemption: reads, lets the domain decide on what was read, and saves in one transaction
 * the row at the unit with its event (the head of the unit's chain is the condition), and where the number belonged to
 * somebody, the person's exemption with its event (the version of the listing is the condition) and the entry of the
 * person's access log. Choosers never meet it: CAPACITY is not written.
 *
 * Store calls: one read (one more for a person's access log) and one write, again for each time somebody else wrote the same.
 */
export async function saveExemption(
  database: Database,
  ids: {
    readonly careUnitId: string;
    readonly registrationId: string;
    readonly personId: string | undefined;
  },
  decide: Decide,
  act: ExemptionAct,
): Promise<SavedExemption> {
  const eventIds = { unit: act.newId(), person: act.newId(), access: act.newId() };
  const { careUnitId, personId } = ids;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const stored = await read(database, ids);
    const decided = stored && decide(stored);
    if (!decided) return { outcome: 'not-found' };
    if (!decided.ok) return { outcome: 'refused', refusal: decided.refusal };
    const logged = personId === undefined ? [] : [entryOf({ careUnitId, personId }, act, eventIds.access)];
    const heads = await readAccessHeads(
      database,
      logged.map((entry) => entry.personId),
    );
    const steps = [...stepsOf(stored, decided, act, eventIds), ...accessSteps(heads, logged)];
    const transacted = await transact(database, steps);
    if (transacted.ok) return { outcome: 'saved', registration: decided.registration };
  }
  throw storeUnavailable(new Error('The unit or the person was changed by someone else every time'));
}

type Stored = ExemptionState & { readonly chain: ChainHead };

async function read(
  database: Database,
  { careUnitId, registrationId, personId }: Parameters<typeof saveExemption>[1],
): Promise<Stored | undefined> {
  const wanted = [
    keys.profile(careUnitId),
    keys.capacity(careUnitId),
    keys.exemptionRegistration(careUnitId, registrationId),
  ];
  if (personId !== undefined) wanted.push(keys.listing(personId), keys.exemption(personId, careUnitId));
  const [profile, capacity, registration, listing, held] = await getItems(database, 'main', wanted);
  if (!profile || !capacity) return undefined;
  return {
    ...fromProfileItem(profile),
    capacity: fromCapacityItem(capacity),
    registration: registration && fromRegistrationItem(registration),
    holder:
      personId === undefined
        ? undefined
        : {
            listing: listing ? fromListingItem(listing) : noListing(personId),
            held: fromExemptionItem(held),
          },
  };
}

function stepsOf(
  { profile, chain, holder }: Stored,
  { registration, unitEvent, person }: ExemptionPlan,
  { at, staffMemberId, role }: ExemptionAct,
  eventIds: { readonly unit: string; readonly person: string },
): Step[] {
  const actor: Actor = { kind: 'staff', staffMemberId, role };
  const { careUnitId } = profile;
  const act = { at, actor, eventId: eventIds.unit };
  const event = eventStep('unit event', `UNIT#${careUnitId}`, chain, unitEvent, act);
  const steps: Step[] = [
    {
      name: 'profile',
      table: 'main',
      put: toProfileItem(profile, event.head),
      condition: { expression: 'e = :sequence', values: { sequence: chain.sequence } },
    },
    { name: 'registration', table: 'main', put: toRegistrationItem(registration) },
    event.step,
  ];
  return holder && person
    ? [...steps, ...personSteps(holder, person, careUnitId, { at, actor, eventId: eventIds.person })]
    : steps;
}

/** An administration of somebody's listing by its own nature, so the purpose is told and not asked for. */
function entryOf(
  { careUnitId, personId }: { readonly careUnitId: string; readonly personId: string },
  { at, staffMemberId, role }: ExemptionAct,
  accessId: string,
): AccessEntry {
  return {
    accessId,
    personId,
    at: at.toISOString(),
    staffMemberId,
    role,
    ...(isUnitRole(role) && { careUnitId }),
    purpose: 'listingAdministration',
    act: 'changed',
    facts: ['exemption'],
  };
}

function personSteps(
  { listing: before }: ExemptionHolder,
  { listing, given, event: planned }: NonNullable<ExemptionPlan['person']>,
  careUnitId: string,
  act: { readonly at: Date; readonly actor: Actor; readonly eventId: string },
): Step[] {
  const { personId } = listing;
  const event = eventStep('person event', `PERSON#${personId}`, before.chain, planned, act);
  const put = toListingItem({ ...listing, chain: event.head });
  const { sequence } = event.head;
  return [
    { name: 'listing', table: 'main', put, condition: stillAt(before.version) },
    {
      name: 'exemption',
      table: 'main',
      put: given
        ? toExemptionItem(personId, { ...given, sequence })
        : goneExemptionItem(personId, careUnitId),
    },
    event.step,
  ];
}

function stillAt(version: number): Condition {
  return version === 0 ? mustBeAbsent : { expression: 'v = :version', values: { version } };
}
