import { problemSchema } from '#contract/problems.ts';
import { type AnswerOf, type CallOf, type RouteName, routes } from '#contract/routes.ts';

/** How the command line reaches the service: its public origin, and the import-only token. */
export interface StaffApi {
  readonly origin: string;
  readonly token: string;
  readonly fetch: typeof fetch;
}

/** A call that was refused, or got no answer: `slug` of the problem, or `no-answer`. */
export interface Refused {
  readonly refused: string;
  readonly status: number;
}

type ByToken = {
  [N in RouteName]: (typeof routes)[N] extends { importToken: true } ? N : never;
}[RouteName];

interface Given<N extends ByToken> {
  readonly params?: CallOf<N>['params'];
  readonly query?: CallOf<N>['query'];
  readonly body?: CallOf<N>['body'];
}

/** Calls a route of the contract that takes the token; the answer is parsed as the contract says. Never throws. */
export async function callStaffApi<N extends ByToken>(
  { origin, token, fetch: send }: StaffApi,
  name: N,
  { params, query, body }: Given<N>,
): Promise<AnswerOf<N> | Refused> {
  const { method, path, answer } = routes[name];
  const filled = Object.entries(params ?? {}).reduce(
    (text, [key, value]) => text.replace(`{${key}}`, encodeURIComponent(String(value))),
    path as string,
  );
  const address = new URL(filled, origin);
  for (const [key, value] of Object.entries(query ?? {})) address.searchParams.set(key, String(value));
  try {
    const response = await send(address, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
      headers: {
        authorization: `Bearer ${token}`,
        ...(method !== 'GET' && { origin: new URL(origin).origin, 'content-type': 'application/json' }),
      },
      ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
    });
    const said: unknown = await response.json();
    // Indexing the table by a name known only now loses the tie between the route and its answer.
    if (response.ok) return answer.parse(said) as unknown as AnswerOf<N>;
    const problem = problemSchema.safeParse(said);
    const slug = problem.success ? problem.data.type.replace('urn:problem:', '') : 'no-answer';
    return { refused: slug, status: response.status };
  } catch {
    return { refused: 'no-answer', status: 0 };
  }
}

export function isRefused(answer: unknown): answer is Refused {
  return typeof answer === 'object' && answer !== null && 'refused' in answer;
}
