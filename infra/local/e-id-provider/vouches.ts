import { claimsByScope, claimsOf } from './identity-claims.ts';
import { type Language, type PageTexts, pageTexts } from './page-texts.ts';
import { staffPageTexts } from './staff-page-texts.ts';
import { findStaffPerson, staffClaimsByScope, staffClaimsOf } from './staff-people.ts';
import { type Found, findTestPerson, type TestPeople, type TestPerson } from './test-people.ts';

/** For whom a test e-ID vouches: whom one can choose, what is said of them, and in which words it asks. */
export interface Vouches {
  readonly claimsByScope: Readonly<Record<string, string[] | null>>;
  readonly claimsOf: (person: TestPerson, today: string) => Record<string, string>;
  readonly find: (people: TestPeople, typed: string, today: string) => Found;
  readonly texts: Readonly<Record<Language, PageTexts>>;
}

export const vouchesFor: Readonly<Record<'person' | 'staff', Vouches>> = {
  person: { claimsByScope, claimsOf, find: findTestPerson, texts: pageTexts },
  staff: {
    claimsByScope: staffClaimsByScope,
    claimsOf: staffClaimsOf,
    find: findStaffPerson,
    texts: staffPageTexts,
  },
};
