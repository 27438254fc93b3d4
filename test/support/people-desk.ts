import type { ChosenPurpose } from '#domain/purpose.ts';
import type { StaffRole } from '#domain/staff-assignment.ts';
import { assignNamedDoctor } from '#functions/listed-people/assign-named-doctor.ts';
import { getListedPerson, getPerson, openProtectedPerson } from '#functions/listed-people/get-person.ts';
import { type Lookup, lookUpPerson } from '#functions/listed-people/look-up-person.ts';
import type { LookContext } from '#functions/listed-people/read-person.ts';
import { answerDoctorProposal } from '#functions/listings/answer-doctor-proposal.ts';
import { getMyPage } from '#functions/listings/get-my-page.ts';
import { importIdentities } from '#store/identity-item.ts';
import { saveStaffSession, startStaffSession } from '#store/staff-session-item.ts';
import { personId } from './builders.ts';
import { signedIn, type World } from './listing-world.ts';

export const staffToken = 'staff-token-of-a-desk';
/** From Skatteverket's series of test numbers. */
export const numbers = {
  kim: '198001022386',
  lo: '198001082398',
  vera: '198001142390',
  nobody: '198001202392',
} as const;

/** A desk where a member of staff sits, over a world: look-ups, pages, and what the people answer. */
export function deskOf(world: World) {
  const identityKeys: Lookup['identityKeys'] = {
    pointerOf: async (number) => `pointer-${number}`,
    unseal: async (sealed) => JSON.parse(new TextDecoder().decode(sealed)),
  };
  const context = (role: StaffRole = 'unitAdministrator', over: Partial<LookContext> = {}): LookContext => ({
    now: world.now,
    ids: { newId: world.newId },
    cookie: () => staffToken,
    staff: { staffMemberId: 'staffmember', role, purpose: purpose(world.now) },
    ...over,
  });
  const lookup = { database: world.database, identityKeys };
  const params = (name: string, careUnitId: string) => ({ careUnitId, personId: personId(name) });
  return {
    lookup,
    context,
    /** Opens a session, on which look-ups are counted. */
    signIn: () =>
      saveStaffSession(world.database, staffToken, startStaffSession('staffmember', 'test-staff', world.now)),
    register: (name: string, number: string, protectedIdentity = false) =>
      importIdentities(world.database, [
        {
          personId: personId(name),
          pointer: `pointer-${number}`,
          sealed: new TextEncoder().encode(JSON.stringify({ number, name: `Test ${name}` })),
          birthDate: '1980-01-05',
          protectedIdentity,
        },
      ]),
    lookUp: (number: string, careUnitId?: string, role?: StaffRole) =>
      lookUpPerson(lookup, { number, ...(careUnitId !== undefined && { careUnitId }) }, context(role)),
    open: (name: string, careUnitId = 'falun') =>
      getListedPerson(lookup, { params: params(name, careUnitId) }, context()),
    openInRegion: (name: string) =>
      getPerson(lookup, { params: { personId: personId(name) } }, context('listingOfficer')),
    openProtected: (name: string, reason: string) =>
      openProtectedPerson(
        lookup,
        { params: { personId: personId(name) }, query: undefined, body: { reason } },
        context('listingOfficer'),
      ),
    assign: (
      name: string,
      doctorId: string,
      { kind = 'registered', version = 1, careUnitId = 'falun' }: Assigning = {},
    ) =>
      assignNamedDoctor(
        world.database,
        { params: params(name, careUnitId), query: undefined, body: { doctorId, kind, version } },
        context(),
      ),
    myPage: (name: string) => getMyPage(world.database, { person: signedIn(name), now: world.now }),
    answer: (name: string, messageId: string, answer: 'accept' | 'decline', key = world.newId()) =>
      answerDoctorProposal(
        world.database,
        { params: { messageId }, query: undefined, body: { careUnitId: 'falun', answer } },
        { now: world.now, ids: { newId: world.newId }, person: signedIn(name), idempotencyKey: key },
      ),
  };
}

interface Assigning {
  readonly kind?: 'registered' | 'proposed';
  readonly version?: number;
  readonly careUnitId?: string;
}

function purpose(now: Date): ChosenPurpose {
  const until = new Date(now.getTime() + 3_600_000).toISOString();
  return { purpose: 'listingAdministration', chosenAt: now.toISOString(), until };
}
