import type { CapRefusal, CareUnitCaps } from '#domain/cap-application.ts';
import { dueReminders, reminderId } from '#domain/cap-reminders.ts';
import type { DecidedCap } from '#domain/cap-ruling.ts';
import type { PlannedEvent } from '#domain/events.ts';
import type { ChainHead } from '#domain/listing.ts';
import { afterCapEvent } from '#domain/replay-caps.ts';
import { mustBeAbsent } from './calls.ts';
import { readCaps, type StoredCaps, toApplicationItem, toReminderItems, toRulingItem } from './cap-item.ts';
import { codeCaps } from './capacity-code.ts';
import { toProfileItem } from './care-unit-item.ts';
import type { Database } from './database.ts';
import { type Act, eventStep } from './event-item.ts';
import { keys } from './keys.ts';
import { storeUnavailable } from './retry.ts';
import { type Step, transact } from './transaction.ts';

/** What became of a staff act on a unit's caps. */
export type SavedCapAct =
  | { readonly outcome: 'saved'; readonly caps: CareUnitCaps }
  | { readonly outcome: 'refused'; readonly refusal: CapRefusal }
  | { readonly outcome: 'no-such-unit' };

/** Staff of one unit rarely act at the same moment; each time one does, the domain is asked again. */
const tries = 8;

/**
 * Carries out a staff act on a unit's caps: reads, lets the domain decide on what was read, and saves in one
 * transaction the application, the decision, the periods the unit page tells (PROFILE), the dated caps with `rev` raised
 * by one (CAPACITY) and the event. The head of the unit's chain is its condition, so two acts never cross.
 */
export async function saveCapAct(
  database: Database,
  careUnitId: string,
  decide: (caps: CareUnitCaps) => DecidedCap,
  act: Act,
): Promise<SavedCapAct> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const stored = await readCaps(database, careUnitId);
    if (!stored) return { outcome: 'no-such-unit' };
    const decided = decide(stored.caps);
    if (!decided.ok) return { outcome: 'refused', refusal: decided.refusal };
    const { steps, caps } = stepsOf(stored, decided.event, act);
    const transacted = await transact(database, steps);
    if (transacted.ok) return { outcome: 'saved', caps };
  }
  throw storeUnavailable(new Error('The unit was changed by someone else every time'));
}

/**
 * Writes the reminders that are due at a unit, each once, with an event. What was given before is left as it is, so it
 * may be done as often as one likes.
 *
 * @returns how many were given.
 */
export async function saveDueReminders(
  database: Database,
  careUnitId: string,
  { at, newId }: { readonly at: Date; readonly newId: () => string },
): Promise<number> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const stored = await readCaps(database, careUnitId);
    if (!stored) return 0;
    const given = new Set(stored.reminders.map(reminderId));
    const due = dueReminders(careUnitId, stored.caps.told, at).filter((one) => !given.has(reminderId(one)));
    if (due.length === 0) return 0;
    let head = stored.chain;
    const steps: Step[] = [];
    for (const reminder of due) {
      const planned = { type: 'cap-reminder-given', sealedUnder: careUnitId, data: { reminder } } as const;
      const act = { at, actor: { kind: 'system', process: 'reminders' }, eventId: newId() } as const;
      const name = `event ${reminderId(reminder)}`;
      const event = eventStep(name, `UNIT#${careUnitId}`, head, planned, act);
      head = event.head;
      for (const put of toReminderItems(reminder)) {
        steps.push({ name: 'reminder', table: 'main', put, condition: mustBeAbsent });
      }
      steps.push(event.step);
    }
    const profile = { name: 'profile', table: 'main', put: toProfileItem(stored.profile, head) } as const;
    const transacted = await transact(database, [{ ...profile, condition: stillAt(stored.chain) }, ...steps]);
    if (transacted.ok) return due.length;
  }
  throw storeUnavailable(new Error('The unit was changed by someone else every time'));
}

function stepsOf(
  { profile, chain, caps: before }: StoredCaps,
  planned: PlannedEvent,
  act: Act,
): { steps: Step[]; caps: CareUnitCaps } {
  const { careUnitId } = profile;
  const after = afterCapEvent(before, planned, act.at);
  if (!after) throw new Error(`${planned.type} is not about a cap`);
  const event = eventStep('event', `UNIT#${careUnitId}`, chain, planned, act);
  const told = after.told === before.told ? profile : { ...profile, capDecisions: after.told };
  const steps: Step[] = [
    { name: 'profile', table: 'main', put: toProfileItem(told, event.head), condition: stillAt(chain) },
    event.step,
    ...applicationSteps(before, after),
    ...after.rulings.slice(before.rulings.length).map((ruling, index): Step => {
      const put = toRulingItem(ruling, before.rulings.length + index + 1);
      return { name: 'decision', table: 'main', put, condition: mustBeAbsent };
    }),
  ];
  if (after.rev !== before.rev) steps.push(capacityStep(before, after));
  return { steps, caps: after };
}

/** A new application, with its place in the region's work list; or the next state of one. */
function applicationSteps(before: CareUnitCaps, after: CareUnitCaps): Step[] {
  return after.applications.flatMap((application, index): Step[] => {
    const known = before.applications[index];
    if (known === application) return [];
    const put = toApplicationItem(application, index + 1);
    if (known) return [{ name: 'application', table: 'main', put }];
    const { applicationId, careUnitId } = application;
    const place = { ...keys.capApplicationOfRegion(applicationId), careUnitId };
    return [
      { name: 'application', table: 'main', put, condition: mustBeAbsent },
      { name: 'of region', table: 'main', put: place, condition: mustBeAbsent },
    ];
  });
}

/** Choices go on meanwhile, so counters stay; a chooser who met the old `rev` is asked again. */
function capacityStep(before: CareUnitCaps, after: CareUnitCaps): Step {
  return {
    name: 'capacity',
    table: 'main',
    update: {
      key: keys.capacity(after.careUnitId),
      expression: 'SET c = :caps, r = :rev',
      values: { caps: codeCaps(after.caps), rev: after.rev },
    },
    condition: { expression: 'r = :before', values: { before: before.rev } },
  };
}

function stillAt({ sequence }: ChainHead) {
  return { expression: 'e = :sequence', values: { sequence } };
}
