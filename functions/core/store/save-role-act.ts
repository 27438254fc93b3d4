import type { DecidedRoles, HeldRole, StaffRoleRefusal } from '#domain/decide-staff-role.ts';
import type { EventData, PlannedEvent } from '#domain/events.ts';
import type { ChainHead } from '#domain/listing.ts';
import type { Actor } from '#domain/person.ts';
import type { Item } from './attribute-value.ts';
import { mustBeAbsent } from './calls.ts';
import type { Database } from './database.ts';
import { eventStep } from './event-item.ts';
import { type Key, keys } from './keys.ts';
import { readPolicy } from './policy-item.ts';
import { storeUnavailable } from './retry.ts';
import { readRoles } from './role-item.ts';
import { type Step, transact } from './transaction.ts';

/** Who acts, when, and where the ids of events come from. */
export interface RoleAct {
  readonly at: Date;
  readonly actor: Actor;
  readonly newId: () => string;
}

/** Roles are given by few people; each time two meet, the domain is asked again. */
const tries = 8;

/**
 * Gives or ends roles: reads them all, lets the domain decide, and saves in one transaction each role, its place among
 * all, its event in the region's stream and its line of the history. The head of the region's chain is the condition,
 * so two acts never cross: the last who can give roles cannot be lost between two of them.
 */
export async function saveRoleAct(
  database: Database,
  decide: (held: readonly HeldRole[]) => DecidedRoles,
  act: RoleAct,
): Promise<StaffRoleRefusal | undefined> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const stored = await readPolicy(database);
    if (!stored) throw new Error('Roles can only be given in a region that has a policy');
    const decided = decide(await readRoles(database));
    if (!decided.ok) return decided.refusal;
    const transacted = await transact(database, roleSteps(stored.chain, decided.events, act));
    if (transacted.ok) return undefined;
  }
  throw storeUnavailable(new Error('The region was changed by someone else every time'));
}

/** The steps of giving and ending roles; their conditions hold while nobody else acts in the region. */
export function roleSteps(chain: ChainHead, events: readonly PlannedEvent[], act: RoleAct): Step[] {
  let head = chain;
  const steps: Step[] = [];
  for (const planned of events) {
    if (planned.type !== 'staff-assigned' && planned.type !== 'staff-assignment-ended') {
      throw new Error(`${planned.type} is not about a role`);
    }
    const { staffMemberId, assignment } = planned.data;
    const { assignmentId, careUnitId } = assignment;
    const isNew = planned.type === 'staff-assigned';
    const event = eventStep(`event ${assignmentId}`, 'REGION', head, planned, {
      ...act,
      eventId: act.newId(),
    });
    head = event.head;
    const putAt = (name: string, key: Key, also: Item = {}): Step => {
      const { assignmentId: _inKey, ...facts } = assignment;
      const put = { ...key, ...facts, ...also };
      return { name, table: 'main', put, ...(isNew && { condition: mustBeAbsent }) };
    };
    steps.push(
      putAt('assignment', keys.assignment(staffMemberId, assignmentId)),
      putAt('of all', keys.roleOfRegion(careUnitId, staffMemberId, assignmentId)),
      putAt('history', keys.roleHistory(staffMemberId, head.sequence), {
        assignmentId,
        kind: isNew ? 'given' : 'ended',
        at: act.at.toISOString(),
        ...(act.actor.kind === 'staff' && { by: act.actor.staffMemberId, byRole: act.actor.role }),
      }),
      event.step,
    );
  }
  return [headStep(chain, head), ...steps];
}

function headStep(before: ChainHead, after: ChainHead): Step {
  return {
    name: 'head of the region',
    table: 'main',
    update: {
      key: keys.policy(),
      expression: 'SET e = :after, h = :hash',
      values: { after: after.sequence, hash: after.hash },
    },
    condition: { expression: 'e = :sequence', values: { sequence: before.sequence } },
  };
}

/** Says in the region's stream that somebody read the access log of a unit and day: before anything is answered. */
export async function saveLogRead(
  database: Database,
  read: EventData['access-log-read'],
  act: RoleAct,
): Promise<void> {
  const planned = { type: 'access-log-read', sealedUnder: 'REGION', data: read } as const;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const stored = await readPolicy(database);
    if (!stored) throw new Error('The region has no policy');
    const event = eventStep('event', 'REGION', stored.chain, planned, { ...act, eventId: act.newId() });
    const transacted = await transact(database, [headStep(stored.chain, event.head), event.step]);
    if (transacted.ok) return;
  }
  throw storeUnavailable(new Error('The region was changed by someone else every time'));
}
