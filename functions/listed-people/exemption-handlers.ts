import type { HandlersOf } from '#http/call-context.ts';
import type { IdentityKeys } from '#keys/identity-keys.ts';
import type { Database } from '#store/database.ts';
import { getExemptions } from './get-exemptions.ts';
import { registerExemption, withdrawExemption } from './register-exemption.ts';

/** The handlers of exemptions from caps, for the capability's own handler. */
export function exemptionHandlers(
  database: Database,
  identityKeys: Pick<IdentityKeys, 'pointerOf'>,
): Pick<HandlersOf<'listed-people'>, 'getExemptions' | 'registerExemption' | 'withdrawExemption'> {
  return {
    getExemptions: (call, context) => getExemptions(database, call, context),
    registerExemption: (call, context) => registerExemption({ database, identityKeys }, call, context),
    withdrawExemption: (call, context) => withdrawExemption(database, call, context),
  };
}
