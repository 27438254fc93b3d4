import { decideJoinWaitingList } from '#domain/decide-waiting.ts';
import type { Database } from '#store/database.ts';
import { readCapacity, readListing } from '#store/read-person.ts';
import type { Registrar } from '#store/register-care-unit.ts';
import { saveDecision } from '#store/save-decision.ts';
import type { DemoPlan } from './plan-demo.ts';

/** Lets people join waiting lists by the rules, as themselves; who waits already is left. */
export async function writeWaiting(
  database: Database,
  { waiting, people, policy, now }: DemoPlan,
  { at, newId }: Registrar,
): Promise<void> {
  for (const { personId, careUnitId } of waiting) {
    const listing = await readListing(database, personId);
    if (listing.waiting) continue;
    const birthDate = people.find((one) => one.personId === personId)?.birthDate;
    const person = { personId, protectedIdentity: false, ...(birthDate !== undefined && { birthDate }) };
    const capacity = await readCapacity(database, careUnitId);
    const plan = decideJoinWaitingList(
      { listing, capacity },
      { person, careUnitId, automatic: false },
      policy,
      now,
    );
    // A region without a full unit, or a child among those drawn: nothing to show.
    if (!plan.ok) continue;
    const act = { at, actor: { kind: 'person', personId } as const, eventId: newId() };
    const saved = await saveDecision(database, { before: listing, plan, act });
    if (!saved.ok) throw new Error('A planned place in a list met something else than was written');
  }
}
