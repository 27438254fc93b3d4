import type { CallContext } from '#http/call-context.ts';
import type { LoginLine } from '#http/log-lines.ts';
import type { ClientKey } from '#keys/client-key.ts';
import type { IdentityKeys } from '#keys/identity-keys.ts';
import type { Database } from '#store/database.ts';
import type { EIdProvider } from './e-id-provider.ts';

/** What the use cases of this function stand on; each takes what it needs. */
export interface Surroundings {
  readonly database: Database;
  readonly identityKeys: IdentityKeys;
  readonly clientKey: ClientKey;
  /** In the order of the configuration. */
  readonly providers: readonly EIdProvider[];
  readonly publicOrigin: string;
  readonly log: (line: LoginLine) => void;
}

/** The part of a call's context that login and logout look at. */
export type LoginContext = Pick<CallContext, 'now' | 'ids' | 'locale' | 'requestId' | 'cookie'>;
