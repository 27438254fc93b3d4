import type { EIdIssuer } from '#contract/e-id-issuers.ts';
import type { AnswerOf } from '#contract/routes.ts';

/** The e-ID providers one can sign in with, in the order of the configuration. */
export function findIssuers(issuers: readonly EIdIssuer[]): AnswerOf<'findIssuers'> {
  return { issuers: issuers.map(({ id, name, audience, isTest }) => ({ id, name, audience, isTest })) };
}
