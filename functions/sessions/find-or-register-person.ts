import type { IdentityKeys } from '#keys/identity-keys.ts';
import type { Database } from '#store/database.ts';
import {
  addNumber,
  findPersonId,
  type Identity,
  readIdentity,
  saveNewIdentity,
} from '#store/identity-item.ts';
import type { ClaimedIdentity } from './read-identity-claims.ts';

interface Registry {
  readonly database: Database;
  readonly identityKeys: IdentityKeys;
  readonly newId: () => string;
}

/**
 * The person behind a number. One who was never here is registered under a new random id: anyone with an e-ID may
 * choose here. A personal identity number that replaced a coordination number finds the person of the old one, with
 * the listing (ADR 1).
 *
 * Whether a new person's identity is protected is not known here until a population register is connected.
 */
export async function findOrRegisterPerson(registry: Registry, claimed: ClaimedIdentity): Promise<Identity> {
  const { database, identityKeys } = registry;
  const pointer = await identityKeys.pointerOf(claimed.number);
  const known = await findByPointer(database, pointer);
  if (known) return known;
  const written =
    (await takeOver(registry, claimed, pointer)) || (await register(registry, claimed, pointer));
  // Not written: another login of the same person was first. Either way the number points at somebody now.
  const person = await findByPointer(database, pointer);
  if (!person) throw new Error(written ? 'A saved identity is not there' : 'A number points at nobody');
  return person;
}

async function findByPointer(database: Database, pointer: string): Promise<Identity | undefined> {
  const personId = await findPersonId(database, pointer);
  if (personId === undefined) return undefined;
  const identity = await readIdentity(database, personId);
  if (!identity) throw new Error('A number points at a person who is not there');
  return identity;
}

/** Points the new number at the person of the number it replaced, if that person has been here. */
async function takeOver(registry: Registry, claimed: ClaimedIdentity, pointer: string): Promise<boolean> {
  const { database, identityKeys } = registry;
  if (claimed.previousNumber === undefined) return false;
  const personId = await findPersonId(database, await identityKeys.pointerOf(claimed.previousNumber));
  if (personId === undefined) return false;
  const sealed = await identityKeys.seal(sealedFacts(claimed), personId);
  const { birthDate } = claimed;
  return addNumber(database, { pointer, personId, sealed, ...(birthDate !== undefined && { birthDate }) });
}

async function register(registry: Registry, claimed: ClaimedIdentity, pointer: string): Promise<boolean> {
  const personId = registry.newId();
  const sealed = await registry.identityKeys.seal(sealedFacts(claimed), personId);
  const { birthDate } = claimed;
  return saveNewIdentity(registry.database, {
    personId,
    pointer,
    sealed,
    protectedIdentity: false,
    ...(birthDate !== undefined && { birthDate }),
  });
}

function sealedFacts({ number, name }: ClaimedIdentity): { number: string; name?: string } {
  return { number, ...(name !== undefined && { name }) };
}
