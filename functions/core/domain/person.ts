import type { StaffRole } from './staff-assignment.ts';

/** What the rules need to know of a person; never a number or a name. */
export interface Person {
  readonly personId: string;
  /** Local date YYYY-MM-DD; absent where a coordination number has no known date of birth. */
  readonly birthDate?: string;
  /** Sekretessmarkering or skyddad folkbokföring: no distance, no address default, no name anywhere. */
  readonly protectedIdentity: boolean;
  /** Has home nursing or lives in a care home. Only where somebody registered it; absent says nothing. */
  readonly inHomeNursingOrCareHome?: boolean;
}

/** Who acts: the person themselves, staff in a role, the service (schedules, seeding) or, later, guardian, representative. */
export type Actor =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'staff'; readonly staffMemberId: string; readonly role: StaffRole }
  | {
      readonly kind: 'system';
      readonly process: 'midnight' | 'seeding' | 'import' | 'reminders' | 'waiting-list';
    };
