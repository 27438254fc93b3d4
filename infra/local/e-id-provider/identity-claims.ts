import { birthDateOf, parseIdentityNumber } from '#domain/identity-number.ts';
import type { TestPerson } from './test-people.ts';

const claim = (name: string) => `https://id.oidc.se/claim/${name}`;

/** Claims by scope, as the Swedish profile defines them. */
export const claimsByScope: Record<string, string[] | null> = {
  acr: null,
  auth_time: null,
  iss: null,
  sid: null,
  openid: ['sub'],
  'https://id.oidc.se/scope/naturalPersonNumber': [
    claim('personalIdentityNumber'),
    claim('coordinationNumber'),
    claim('coordinationNumberLevel'),
    claim('previousCoordinationNumber'),
  ],
  'https://id.oidc.se/scope/naturalPersonInfo': ['name', 'given_name', 'family_name', 'birthdate'],
};

/** What the test e-ID says of a person: either kind of number, never both. */
export function claimsOf(person: TestPerson, today: string): Record<string, string> {
  const parsed = parseIdentityNumber(person.number, today);
  if (!parsed) throw new Error('A demo person has no valid number');
  const birthDate = birthDateOf(parsed);
  const [givenName = '', ...rest] = (person.name ?? 'Test Testperson').split(' ');
  return {
    ...(parsed.kind === 'personalIdentityNumber'
      ? { [claim('personalIdentityNumber')]: parsed.number }
      : { [claim('coordinationNumber')]: parsed.number, [claim('coordinationNumberLevel')]: 'confirmed' }),
    ...(person.previousNumber !== undefined && {
      [claim('previousCoordinationNumber')]: person.previousNumber,
    }),
    name: [givenName, ...rest].join(' '),
    given_name: givenName,
    family_name: rest.join(' '),
    ...(birthDate !== undefined && { birthdate: birthDate }),
  };
}
