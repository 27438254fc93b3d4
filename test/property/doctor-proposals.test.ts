import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AuditEvent, dataOf } from '#domain/events.ts';
import type { PersonListing } from '#domain/listing.ts';
import { replayPerson } from '#domain/replay-person.ts';
import { anyAct, begins, decidedPolicy, happen, origins, startWorld } from './random-acts.ts';

const acts = fc.array(anyAct, { minLength: 1, maxLength: 60 });

/** Every event of a person, with the listing before and after it. */
function steps(events: readonly AuditEvent[]) {
  const people = events.filter(({ stream }) => stream.startsWith('PERSON#'));
  return [...Map.groupBy(people, ({ stream }) => stream)].flatMap(([stream, ofPerson]) => {
    const after = (count: number): PersonListing =>
      replayPerson(stream.slice('PERSON#'.length), ofPerson.slice(0, count)).listing;
    return ofPerson.map((event, index) => ({ event, before: after(index), after: after(index + 1) }));
  });
}

describe('whatever units register or propose, and whatever people answer', () => {
  const run = (check: (found: ReturnType<typeof steps>) => void) =>
    fc.assert(
      fc.property(decidedPolicy, origins, begins, acts, (decided, from, now, those) => {
        check(steps(happen(startWorld(decided, from), those, now).world.events));
      }),
      { numRuns: 200 },
    );

  test('what a person chose or declined is never turned into assigned', () => {
    run((found) => {
      for (const { event, before, after } of found) {
        if (event.type !== 'named-doctor-assigned') continue;
        const was = before.current?.namedDoctor;
        const own = was?.kind === 'declined' || (was?.kind === 'doctor' && was.origin !== 'assigned');
        if (own) expect(after.current?.namedDoctor).toEqual(was);
      }
    });
  });

  test('a doctor declined never comes back by the unit at that listing', () => {
    run((found) => {
      for (const { event, before } of found) {
        const data = dataOf(event, 'named-doctor-assigned');
        const declined = before.current?.declined?.map(({ doctorId }) => doctorId) ?? [];
        if (data) expect(declined).not.toContain(data.doctorId);
      }
    });
  });

  test('nobody loses the place at the unit, or a change of unit, by any of it', () => {
    run((found) => {
      for (const { event, before, after } of found) {
        if (event.type !== 'named-doctor-assigned' && event.type !== 'proposed-doctor-declined') continue;
        const place = ({ current, pending, changes }: PersonListing) => [
          current?.careUnitId,
          current?.since,
          current?.origin,
          pending,
          changes,
        ];
        expect(place(after)).toEqual(place(before));
      }
    });
  });
});
