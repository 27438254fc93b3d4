import { parseHsaId } from '#domain/hsa-id.ts';
import type { Found, TestPeople, TestPerson } from './test-people.ts';

/** Level of assurance of an e-ID for work in care. */
export const staffLevelOfAssurance3 = 'http://id.sambi.se/loa/loa3';

/** What an e-ID for work can say: each claim is asked for by itself, none by a scope. */
export const staffClaimsByScope: Record<string, string[] | null> = {
  acr: null,
  auth_time: null,
  iss: null,
  sid: null,
  openid: ['sub'],
  employeeHsaId: null,
  organizationHsaId: null,
  name: null,
};

/** What the test e-ID says of a member of staff. The organisation is the beginning of the HSA-id. */
export function staffClaimsOf({ number, name }: TestPerson): Record<string, string> {
  const [organization = ''] = number.split('-');
  return {
    employeeHsaId: number,
    organizationHsaId: `${organization}-DEMO`,
    name: name ?? 'Test Testperson',
  };
}

/** The member of staff of an HSA-id that was chosen or typed. Only such as begin with DEMO are surely nobody's. */
export function findStaffPerson({ situations }: TestPeople, typed: string): Found {
  const hsaId = parseHsaId(typed.trim());
  if (hsaId === undefined) return { fault: 'not-a-number' };
  const seeded = situations
    .flatMap(({ people }) => people)
    .find((person) => person.number.toLowerCase() === hsaId);
  if (seeded) return { person: seeded };
  return /-demo/.test(hsaId) ? { person: { number: hsaId.toUpperCase() } } : { fault: 'not-a-test-number' };
}
