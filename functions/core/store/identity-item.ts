import type { ReadItem } from './attribute-value.ts';
import { getItem, mustBeAbsent } from './calls.ts';
import type { Database } from './database.ts';
import { bytes, flag, optionalText, text } from './fields.ts';
import { keys } from './keys.ts';
import { type Step, transact, transactionLimit } from './transaction.ts';

/**
 * A person in the table `identities` (ADR 1). The number itself and the name are only in `sealed`; the number is
 * found by its pointer, a keyed hash that `core/keys` makes.
 */
export interface Identity {
  readonly personId: string;
  /** KMS-encrypted JSON: number and name. */
  readonly sealed: Uint8Array;
  /** Local date YYYY-MM-DD; absent where a coordination number has no known date of birth. */
  readonly birthDate?: string;
  readonly protectedIdentity: boolean;
  /** Language subtag that the person prefers, when it is known. */
  readonly preferredLanguage?: string;
  /** Person ids of the children this person is guardian of. */
  readonly guardianOf?: readonly string[];
}

/** An identity and the pointer of the number by which it is found. */
export interface NewIdentity extends Identity {
  readonly pointer: string;
}

/** The person whom a number points at, or undefined: nobody with that number has been here. */
export async function findPersonId(database: Database, pointer: string): Promise<string | undefined> {
  const item = await getItem(database, 'identities', keys.identityNumber(pointer), { consistent: true });
  return item && text(item, 'personId');
}

export async function readIdentity(database: Database, personId: string): Promise<Identity | undefined> {
  const item = await getItem(database, 'identities', keys.identity(personId), { consistent: true });
  return item && toIdentity(item);
}

/**
 * Saves a new person and the pointer to it together. False when the number points at somebody already (two
 * first logins at the same moment): then nothing was written.
 */
export async function saveNewIdentity(database: Database, identity: NewIdentity): Promise<boolean> {
  return (await transact(database, stepsOf(identity))).ok;
}

/** Saves many, for seeding and import: 50 people a transaction. A number that points already is a fault. */
export async function importIdentities(
  database: Database,
  identities: readonly NewIdentity[],
): Promise<void> {
  const perTransaction = transactionLimit / 2;
  for (let at = 0; at < identities.length; at += perTransaction) {
    const steps = identities.slice(at, at + perTransaction).flatMap(stepsOf);
    if (!(await transact(database, steps)).ok)
      throw new Error('A number to import points at somebody already');
  }
}

/**
 * Points one more number at a person: a coordination number was replaced by a personal identity number, and the
 * listing stays. False when that number points at somebody already.
 */
export async function addNumber(
  database: Database,
  change: { pointer: string; personId: string; sealed: Uint8Array; birthDate?: string },
): Promise<boolean> {
  const { pointer, personId, sealed, birthDate } = change;
  const steps: readonly Step[] = [
    pointerStep(pointer, personId),
    {
      name: 'identity',
      table: 'identities',
      condition: { expression: 'attribute_exists(pk)' },
      update: {
        key: keys.identity(personId),
        expression: birthDate ? 'SET sealed = :sealed, birthDate = :birthDate' : 'SET sealed = :sealed',
        values: { sealed, ...(birthDate !== undefined && { birthDate }) },
      },
    },
  ];
  return (await transact(database, steps)).ok;
}

function stepsOf({ pointer, ...identity }: NewIdentity): readonly Step[] {
  return [
    pointerStep(pointer, identity.personId),
    {
      name: 'identity',
      table: 'identities',
      condition: mustBeAbsent,
      put: { ...keys.identity(identity.personId), ...identity },
    },
  ];
}

function pointerStep(pointer: string, personId: string): Step {
  const put = { ...keys.identityNumber(pointer), personId };
  return { name: 'number', table: 'identities', condition: mustBeAbsent, put };
}

function toIdentity(item: ReadItem): Identity {
  const birthDate = optionalText(item, 'birthDate');
  const preferredLanguage = optionalText(item, 'preferredLanguage');
  const { guardianOf } = item;
  return {
    personId: text(item, 'personId'),
    sealed: bytes(item, 'sealed'),
    protectedIdentity: flag(item, 'protectedIdentity'),
    ...(birthDate !== undefined && { birthDate }),
    ...(preferredLanguage !== undefined && { preferredLanguage }),
    ...(Array.isArray(guardianOf) && { guardianOf: guardianOf.filter((id) => typeof id === 'string') }),
  };
}
