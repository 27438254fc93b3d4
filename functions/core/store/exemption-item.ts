import { staffRoles } from '#contract/staff-roles.ts';
import { capExemptions } from '#domain/cap-exemption.ts';
import type { ExemptionGiven, ExemptionRegistration, HeldExemption } from '#domain/exemption.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { getItem, queryItems } from './calls.ts';
import type { Database } from './database.ts';
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

/** In the place of an exemption that was taken back: nobody has the right to delete an item. */
export function goneExemptionItem(personId: string, careUnitId: string): Item & Key {
  return { ...keys.exemption(personId, careUnitId), gone: true };
}

/** Nothing where none was given, or the one that was given was taken back. */
export function fromExemptionItem(item: ReadItem | undefined): HeldExemption | undefined {
  if (!item || item.gone === true) return undefined;
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

/** One registration at a unit, consistent. */
export async function readRegistration(
  database: Database,
  careUnitId: string,
  registrationId: string,
): Promise<ExemptionRegistration | undefined> {
  const key = keys.exemptionRegistration(careUnitId, registrationId);
  const item = await getItem(database, 'main', key, { consistent: true });
  return item && fromRegistrationItem(item);
}

/** A unit's registrations, newest first, consistent; one `Query` of at most a mebibyte: some four thousand. */
export async function readRegistrations(
  database: Database,
  careUnitId: string,
): Promise<ExemptionRegistration[]> {
  const { pk } = keys.exemptionRegistration(careUnitId, '');
  const { items } = await queryItems(database, 'main', { partition: pk, consistent: true });
  return items.map(fromRegistrationItem).toSorted((a, b) => b.registeredAt.localeCompare(a.registeredAt));
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
