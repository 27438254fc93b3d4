import { type ApiHandler, createHandler, type Dependencies } from '#http/create-handler.ts';
import { writeLogLine } from '#http/log-lines.ts';
import { openClientKey } from '#keys/client-key.ts';
import { openIdentityKeys } from '#keys/identity-keys.ts';
import { openKms } from '#keys/open-kms.ts';
import { type Database, openDatabase } from '#store/database.ts';
import { readSession } from '#store/session-item.ts';
import { readStaffSession } from '#store/staff-session-item.ts';
import { createProvider } from './e-id-provider.ts';
import { endSession } from './end-session.ts';
import type { Environment } from './environment.ts';
import { extendSession, limitsOf } from './extend-session.ts';
import { findIssuers } from './find-issuers.ts';
import { finishLogin } from './finish-login.ts';
import { loginPage } from './own-path.ts';
import { startLogin } from './start-login.ts';
import type { Surroundings } from './surroundings.ts';

/** What tests give instead of AWS and the clock. */
export interface Replaced extends Pick<Dependencies, 'clock' | 'log'> {
  readonly database?: Database;
  readonly kms?: typeof openKms;
}

/** The handler of e-ID login and sessions over an environment. */
export function createSessionsHandler(environment: Environment, replaced: Replaced = {}): ApiHandler {
  const kms = replaced.kms ?? openKms;
  const log = replaced.log ?? writeLogLine;
  const clientKey = openClientKey(environment.KMS_CLIENT, kms);
  const publicOrigin = environment.PUBLIC_ORIGIN;
  const around: Surroundings = {
    database: replaced.database ?? openDatabase(environment),
    identityKeys: openIdentityKeys(environment, kms),
    clientKey,
    providers: environment.issuers.map((issuer) => createProvider(issuer, { clientKey, publicOrigin })),
    publicOrigin,
    log,
  };
  return createHandler(
    'sessions',
    {
      findIssuers: async () => findIssuers(environment.issuers),
      startLogin: (call, context) => startLogin(around, call, context),
      finishLogin: (call, context) => finishLogin(around, call, context),
      getClientKeys: async () => ({ keys: [{ ...(await clientKey.publicJwk()) }] }),
      // Asking does not extend: the page may ask as often as it likes.
      getSession: async (_call, { session }) => limitsOf(session),
      extendSession: (_call, context) => extendSession(around.database, context),
      endSession: (_call, context) => endSession(around, context),
      getStaffSession: async (_call, { session }) => limitsOf(session),
      extendStaffSession: (_call, context) => extendSession(around.database, context, 'staff'),
      endStaffSession: (_call, context) => endSession(around, context, 'staff'),
    },
    {
      environment,
      findSession: (token, now) => readSession(around.database, token, now),
      findStaffSession: (token, now) => readStaffSession(around.database, token, now),
      problemPage: (_slug, locale) => loginPage(locale, 'failed'),
      log,
      ...(replaced.clock && { clock: replaced.clock }),
    },
  );
}
