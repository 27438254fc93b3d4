import type { RouteName } from '#contract/routes.ts';

/** Everything that may be said in a log. A new message is a reviewed change: none may hold anything personal. */
export type LogMessage =
  | 'request answered'
  | 'request refused'
  | 'request failed'
  | 'login completed'
  | 'login refused';

/** Why a login ended without a session. */
export type LoginRefusal =
  | 'no-login-under-way'
  | 'cancelled'
  | 'provider-refused'
  | 'provider-unreachable'
  | 'answer-not-proved'
  | 'level-too-low'
  | 'authentication-not-new'
  | 'no-identity'
  | 'no-role';

/** How a login went; never whose. */
export type LoginLine =
  | { readonly message: 'login completed'; readonly requestId: string }
  | { readonly message: 'login refused'; readonly requestId: string; readonly reason: LoginRefusal };

/** One line about a request. There is no field for a query, a body, a header, a person or an error's message, and so none is logged. */
export interface RequestLine {
  readonly message: Exclude<LogMessage, LoginLine['message']>;
  readonly requestId: string;
  /** Name in the contract table; `none` when no route matched. */
  readonly route: RouteName | 'none';
  readonly status: number;
  readonly ms: number;
  readonly slug?: string;
  readonly reference?: string;
  readonly fault?: { readonly name: string; readonly at: readonly string[] };
}

export type LogLine = RequestLine | LoginLine;

/** Writes one line of JSON, which CloudWatch indexes by field. */
export function writeLogLine(line: LogLine): void {
  const level = line.message === 'request failed' ? 'error' : 'info';
  process.stdout.write(`${JSON.stringify({ level, ...line })}\n`);
}

/**
 * What a log may know of a fault: its name and where in the code it was. Never its message: a message can
 * quote what somebody typed.
 */
export function describeFault(error: unknown): { name: string; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const at = (error.stack ?? '')
    .split('\n')
    .map((line) => /^\s+at .*?([\w.-]+:\d+:\d+)\)?$/.exec(line)?.[1])
    .filter((frame) => frame !== undefined)
    .slice(0, 8);
  return { name: error.name.replace(/[^\w]/g, '').slice(0, 60), at };
}
