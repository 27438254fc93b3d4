import type { IdentityKeys } from '#keys/identity-keys.ts';
import type { Database } from '#store/database.ts';

/** What the use cases of roles stand on. */
export interface Surroundings {
  readonly database: Database;
  readonly identityKeys: Pick<IdentityKeys, 'pointerOfHsaId' | 'sealStaff' | 'unsealStaff'>;
}
