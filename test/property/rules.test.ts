import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abilitiesOf, ageOn } from '#domain/ages.ts';
import { countChanges } from '#domain/changes.ts';
import { chainEvent, headAfter, verifyChain } from '#domain/event-chain.ts';
import type { AuditEvent } from '#domain/events.ts';
import { birthDateOf, parseIdentityNumber } from '#domain/identity-number.ts';
import { addDays, localDate, midnightOf, nextMidnight, subtractMonths } from '#domain/stockholm-time.ts';
import { changesAt, listing, person, policy } from '#support/builders.ts';

const instant = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2060-12-31T23:59:59Z'),
  noInvalidDate: true,
});
const hour = 3_600_000;

describe('time', () => {
  test('midnight is strictly after now, begins the next local date, and is 23 to 25 hours from the last', () => {
    fc.assert(
      fc.property(instant, (now) => {
        const midnight = nextMidnight(now);
        const tomorrow = addDays(localDate(now), 1);
        expect(midnight.getTime()).toBeGreaterThan(now.getTime());
        expect(localDate(midnight)).toBe(tomorrow);
        expect(localDate(new Date(midnight.getTime() - 1))).toBe(localDate(now));
        const length = (midnight.getTime() - midnightOf(localDate(now)).getTime()) / hour;
        expect([23, 24, 25]).toContain(length);
      }),
      { numRuns: 1500 },
    );
  });

  test('a window begins before it ends, on the same day of a month or its last', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 24 }), (now, months) => {
        const start = subtractMonths(now, months);
        expect(start.getTime()).toBeLessThan(now.getTime());
        const [from, through] = [localDate(start), localDate(now)];
        const sameDay = from.slice(8) === through.slice(8);
        expect(sameDay || addDays(from, 1).endsWith('-01')).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('ages', () => {
  test('every age from 0 to 120, on every day, has exactly one ability', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 120 * 366 }), (now, daysOld) => {
        const birthDate = addDays(localDate(now), -daysOld);
        const age = ageOn(birthDate, localDate(now));
        const { choose, suggestedAudience } = abilitiesOf(person({ birthDate }), policy(), now);
        const expected = age < 13 ? 'guardian-chooses' : age < 16 ? 'guardian-confirms' : 'yes';
        expect([choose, suggestedAudience]).toEqual([expected, age < 18 ? 'young' : 'standard']);
      }),
      { numRuns: 1500 },
    );
  });

  test('one grows older by a year in a year, and never younger', () => {
    fc.assert(
      fc.property(instant, fc.nat(40_000), (born, days) => {
        const birthDate = localDate(born);
        const age = (after: number) => ageOn(birthDate, addDays(birthDate, after));
        expect(age(days + 1) - age(days)).toBeLessThanOrEqual(1);
        expect(age(days + 1)).toBeGreaterThanOrEqual(age(days));
        expect(age(days + 366) - age(days)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('changes', () => {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const wall = (date: Date) => `${clock.format(date)}.${String(date.getUTCMilliseconds()).padStart(3, '0')}`;

  test('what is used is what a calendar on the wall says', () => {
    fc.assert(
      fc.property(instant, fc.array(fc.nat(800 * 24), { maxLength: 6 }), (now, hoursAgo) => {
        // Away from the nights when the clocks change, a wall calendar says which came first.
        const made = hoursAgo.map((hours) => new Date(now.getTime() - hours * hour));
        const [year = '', ...rest] = wall(now).split('-');
        const start = `${Number(year) - 1}-${rest.join('-').replace(/^02-29/, '02-28')}`;
        const expected = made.filter((change) => wall(change) > start).length;
        const counted = countChanges(
          listing({ changes: changesAt(...made.map((change) => change.toISOString())) }),
          policy(),
          now,
        );
        const onChange = /-(03|10)-(2[5-9]|3[01]) 0[0-3]:/;
        fc.pre(![now, ...made].some((date) => onChange.test(wall(date))));
        expect(counted.used).toBe(expected);
        expect(counted.left).toBe(Math.max(0, 2 - expected));
      }),
      { numRuns: 1500 },
    );
  });

  test('on the date told a change is free, and the day before it was not', () => {
    fc.assert(
      fc.property(instant, fc.array(fc.nat(364), { minLength: 2, maxLength: 5 }), (now, daysAgo) => {
        const changes = changesAt(
          ...daysAgo
            .toSorted((a, b) => b - a)
            .map((days) => new Date(now.getTime() - days * 24 * hour).toISOString()),
        );
        const at = (date: string) =>
          countChanges(listing({ changes }), policy(), new Date(midnightOf(addDays(date, 1)).getTime() - 1));
        const { nextAllowedOn } = countChanges(listing({ changes }), policy(), now);
        if (!nextAllowedOn) throw new Error('Two changes within a year leave none');
        expect(at(nextAllowedOn).left).toBeGreaterThan(0);
        if (addDays(nextAllowedOn, -1) >= localDate(now)) expect(at(addDays(nextAllowedOn, -1)).left).toBe(0);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('identity numbers', () => {
  test('no text is more than one number, and a canonical number is its own', () => {
    const digits = fc.array(fc.constantFrom(...'0123456789'), { minLength: 10, maxLength: 12 });
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      digits.map((all) => all.join('')),
      digits.map((all) => `${all.slice(0, -4).join('')}-${all.slice(-4).join('')}`),
    );
    fc.assert(
      fc.property(text, (written) => {
        const parsed = parseIdentityNumber(written, '2026-11-21');
        if (!parsed) return;
        expect(parsed.number).toMatch(/^[0-9]{12}$/);
        expect(parseIdentityNumber(parsed.number, '2026-11-21')).toEqual(parsed);
        const born = birthDateOf(parsed);
        if (parsed.kind === 'personalIdentityNumber') expect(born).toBeDefined();
      }),
      { numRuns: 2000 },
    );
  });

  test('one wrong digit, or two neighbours swapped, is not a number (Luhn)', () => {
    const known = fc.constantFrom('199001012385', '201301012397', '189001019802', '198801622393');
    fc.assert(
      fc.property(
        known,
        fc.integer({ min: 2, max: 11 }),
        fc.integer({ min: 1, max: 9 }),
        (number, at, by) => {
          const changed = (Number(number[at]) + by) % 10;
          const wrong = `${number.slice(0, at)}${changed}${number.slice(at + 1)}`;
          expect(parseIdentityNumber(wrong, '2026-11-21')).toBeUndefined();
        },
      ),
    );
  });
});

describe('the chain', () => {
  const stream: fc.Arbitrary<AuditEvent[]> = fc
    .array(fc.record({ at: instant, receiptId: fc.string(), note: fc.jsonValue() }), {
      minLength: 2,
      maxLength: 8,
    })
    .map((made) => {
      let head = { sequence: 0, hash: '' };
      return made.map(({ at, ...data }, index) => {
        const event = chainEvent(head, {
          stream: 'PERSON#p',
          eventId: `e${index}`,
          type: 'named-doctor-chosen',
          at: at.toISOString(),
          actor: { kind: 'person', personId: 'p' },
          sealedUnder: 'falun',
          data,
        });
        head = headAfter(event);
        return event;
      });
    });

  test('holds whatever was written, also after a copy by JSON', () => {
    fc.assert(
      fc.property(stream, (events) => {
        const copied: AuditEvent[] = JSON.parse(JSON.stringify(events));
        expect(verifyChain(copied)).toEqual([]);
      }),
    );
  });

  test('shows every tampering: edited, removed before the last, swapped, doubled', () => {
    const tampering = fc.constantFrom('edit', 'remove', 'swap', 'double');
    fc.assert(
      fc.property(stream, fc.nat(), tampering, (events, position, how) => {
        const at = position % (events.length - 1);
        const [one, next] = events.slice(at);
        if (!one || !next) throw new Error('A stream of two has two events');
        const tampered = {
          edit: events.with(at, { ...one, sealedUnder: 'mora' }),
          remove: events.toSpliced(at, 1),
          swap: events
            .with(at, { ...next, sequence: one.sequence })
            .with(at + 1, { ...one, sequence: next.sequence }),
          double: events.toSpliced(at, 0, one),
        }[how];
        expect(verifyChain(tampered ?? [])).not.toEqual([]);
      }),
    );
  });
});
