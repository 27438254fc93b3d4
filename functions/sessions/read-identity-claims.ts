import type { EIdIssuer } from '#contract/e-id-issuers.ts';
import { birthDateOf, type IdentityNumber, parseIdentityNumber } from '#domain/identity-number.ts';
import { isDate } from '#domain/stockholm-time.ts';
import type { IdTokenClaims } from './e-id-provider.ts';

/** Who a provider says the person is. */
export interface ClaimedIdentity {
  /** Canonical, twelve digits. */
  readonly number: string;
  /** The coordination number that this personal identity number replaced. */
  readonly previousNumber?: string;
  readonly birthDate?: string;
  readonly name?: string;
}

/**
 * The identity from the Swedish claims: exactly one of personal identity number and coordination number, valid and
 * in canonical form; a coordination number only where the identity behind it is confirmed. Never from `sub`,
 * which is the provider's own name for somebody. Undefined: nobody we can know.
 *
 * @param today local date that a number's date of birth must not be after
 */
export function readIdentityClaims(
  claims: IdTokenClaims,
  names: EIdIssuer['claims'],
  today: string,
): ClaimedIdentity | undefined {
  const personal = claims[names.personalIdentityNumber];
  const coordination = claims[names.coordinationNumber];
  if ((personal === undefined) === (coordination === undefined)) return undefined;
  const level = claims[names.coordinationNumberLevel];
  if (coordination !== undefined && level !== undefined && level !== 'confirmed') return undefined;
  const kind = personal === undefined ? 'coordinationNumber' : 'personalIdentityNumber';
  const number = readNumber(personal ?? coordination, kind, today);
  if (!number) return undefined;
  const previous =
    kind === 'personalIdentityNumber'
      ? readNumber(claims[names.previousCoordinationNumber], 'coordinationNumber', today)
      : undefined;
  const birthDate = birthDateOf(number) ?? readDate(claims[names.birthDate], today);
  const name = typeof claims.name === 'string' ? claims.name.slice(0, 200) : undefined;
  return {
    number: number.number,
    ...(previous && { previousNumber: previous.number }),
    ...(birthDate !== undefined && { birthDate }),
    ...(name !== undefined && { name }),
  };
}

function readNumber(claim: unknown, kind: IdentityNumber['kind'], today: string): IdentityNumber | undefined {
  if (typeof claim !== 'string' || !/^\d{12}$/.test(claim)) return undefined;
  const number = parseIdentityNumber(claim, today);
  return number?.kind === kind ? number : undefined;
}

function readDate(claim: unknown, today: string): string | undefined {
  return typeof claim === 'string' && isDate(claim) && claim <= today ? claim : undefined;
}
