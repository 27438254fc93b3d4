import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import type { AnswerOf } from '#contract/routes.ts';
import type { ContextOf } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { readSnapshot } from '#store/directory-item.ts';
import { readPolicies } from '#store/policy-item.ts';

/** How the service is, as far as it can be said without a word of anybody. */
export async function getServiceState(
  database: Database,
  { now, session }: Pick<ContextOf<'getServiceState'>, 'now' | 'session'>,
): Promise<AnswerOf<'getServiceState'>> {
  const [published, policies] = await Promise.all([
    readSnapshot<DirectorySnapshot>(database),
    readPolicies(database, now),
  ]);
  const at = now.toISOString();
  const inForce = policies.findLast(({ from }) => from <= at) ?? policies[0];
  const document = published?.document;
  return {
    now: at,
    ...(published &&
      document && {
        directory: {
          asOf: document.asOf,
          ageSeconds: Math.max(0, Math.round((now.getTime() - Date.parse(document.asOf)) / 1000)),
          version: published.version,
          careUnits: document.careUnits.length,
          unlistable: document.unlistable.length,
        },
      }),
    policy: { versions: policies.length, inForceSince: inForce?.from ?? at },
    session: { idleUntil: session.idleUntil, absoluteUntil: session.absoluteUntil },
  };
}
