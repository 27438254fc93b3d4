import { staffRoles } from '#contract/staff-roles.ts';
import { capExemptions } from '#domain/cap-exemption.ts';
import type { ExemptionGiven, ExemptionRegistration, HeldExemption } from '#domain/exemption.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { count, oneOf, optionalText, text } from './fields.ts';
import { type Key, keys } from './keys.ts';
import type { Step } from './transaction.ts';

/** Name of the step by which a choice makes sure of the exemption it leans on. */
export const exemptionStep = 'exemption';

/** `PERSON#id / MAYCHOOSE#unit`: the person may be listed at the unit past its cap; `e` is the event that says so. */
export function toExemptionItem(personId: string, held: HeldExemption): Item & Key {
  const { registrationId, careUnitId, code, from, through, sequence } = held;
  return { ...keys.exemption(personId, careUnitId), registrationId, code, from, through, e: sequence };
}

export function fromExemptionItem(item: ReadItem): HeldExemption {
  return { ...readGiven(item, text(item, 'sk').slice('MAYCHOOSE#'.length)), sequence: count(item, 'e') };
}

export function isExemptionItem(item: ReadItem): boolean {
  return text(item, 'sk').startsWith('MAYCHOOSE#');
}

/**
 * Puts what is there once more, on condition that it is there: whoever withdraws it meanwhile stops the choice. A
 * check of its own would need a right of its own; the same bytes again change nothing.
 */
export function exemptionStands(personId: string, held: HeldExemption): Step {
  return {
    name: exemptionStep,
    table: 'main',
    put: toExemptionItem(personId, held),
    condition: { expression: 'e = :sequence', values: { sequence: held.sequence } },
  };
}

/** `EXEMPTIONS#unit / id`: that somebody was registered. The same size and shape whether or not it was anybody. */
export function toRegistrationItem(registration: ExemptionRegistration): Item & Key {
  const { careUnitId, ...rest } = registration;
  return { ...keys.exemptionRegistration(careUnitId, registration.registrationId), ...rest };
}

export function fromRegistrationItem(item: ReadItem): ExemptionRegistration {
  const personId = optionalText(item, 'personId');
  const withdrawnAt = optionalText(item, 'withdrawnAt');
  return {
    ...readGiven(item, text(item, 'pk').slice('EXEMPTIONS#'.length)),
    registeredAt: text(item, 'registeredAt'),
    role: oneOf(item, 'role', staffRoles),
    ...(personId !== undefined && { personId }),
    ...(withdrawnAt !== undefined && { withdrawnAt }),
  };
}

function readGiven(item: ReadItem, careUnitId: string): ExemptionGiven {
  return {
    registrationId: text(item, 'registrationId'),
    careUnitId,
    code: oneOf(item, 'code', capExemptions),
    from: text(item, 'from'),
    through: text(item, 'through'),
  };
}
