import type { Capacity } from '#domain/capacity.ts';
import { type ChooseCareUnit, decideChooseCareUnit } from '#domain/decide-choose-care-unit.ts';
import type { HeldExemption } from '#domain/exemption.ts';
import type { PersonListing } from '#domain/listing.ts';
import type { Policy } from '#domain/policy.ts';
import { capacity, listing, person, policy, receiptId } from '#support/builders.ts';

export const now = new Date('2026-11-21T12:00:00+01:00');
export const midnight = '2026-11-21T23:00:00.000Z';
export const atOnce = policy({ effect: 'at-once' });

export const pendingAt = (careUnitId: string, counted: boolean) => ({
  careUnitId,
  effectiveFrom: midnight,
  namedDoctor: { kind: 'declined', since: midnight } as const,
  receipt: {
    receiptId: receiptId(1),
    chosenAt: '2026-11-21T09:00:00.000Z',
    conditionsVersion: '2026-11',
    counted,
  },
});

export interface Given {
  readonly listing?: Partial<PersonListing>;
  readonly unit?: Capacity | undefined;
  readonly held?: HeldExemption;
  readonly command?: Partial<ChooseCareUnit>;
  readonly policy?: Policy;
  readonly now?: Date;
}

export function decide(given: Given) {
  return decideChooseCareUnit(
    {
      listing: listing(given.listing),
      held: given.held,
      capacity: 'unit' in given ? given.unit : capacity('falun', { cap: 100, taken: 50 }),
    },
    {
      person: person(),
      careUnitId: 'falun',
      namedDoctor: { kind: 'later' },
      conditionsVersion: '2026-11',
      receiptId: receiptId(2),
      ...given.command,
    },
    given.policy ?? policy(),
    given.now ?? now,
  );
}

export function plan(given: Given) {
  const decided = decide(given);
  if (!decided.ok) throw new Error(`Refused: ${decided.refusal.slug}`);
  return decided;
}

export const refusal = (given: Given) => {
  const decided = decide(given);
  return decided.ok ? undefined : decided.refusal;
};
