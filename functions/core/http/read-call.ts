import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { Route } from '#contract/route.ts';
import { type Problemed, problem } from './call-context.ts';
import { parseStrictJson } from './strict-json.ts';

/**
 * Bytes of a request body: two texts of 4,000 characters in any script (a decision with special reasons) and the rest.
 * A route that takes parts of files says so itself.
 */
const usualBody = 32 * 1024;

export interface ReadCall {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** The parts of a call, parsed strictly by the route's schemas, or the problem with them. Sizes come first. */
export function readCall(event: APIGatewayProxyEventV2, route: Route): ReadCall | Problemed {
  const body = readBody(event, route);
  if ('outcome' in body) return body;
  const query = readQuery(event.rawQueryString);
  if (!query) return problem('invalid-request', { errors: [{ pointer: '/query', reason: 'malformed' }] });
  const parts = [
    parsePart('path', route.params, event.pathParameters ?? {}),
    parsePart('query', route.query, query),
    parsePart('body', route.body, body.value),
  ] as const;
  // A path that cannot name anything names nothing: the same answer as for what is missing or another's.
  if (parts[0].errors.length > 0) return problem('not-found');
  const errors = parts.flatMap((part) => part.errors);
  if (errors.length > 0) return problem('invalid-request', { errors: errors.slice(0, 20) });
  return { params: parts[0].value, query: parts[1].value, body: parts[2].value };
}

/** Text and encoding of the body; a write without a body schema takes nothing or `{}`. */
function readBody(event: APIGatewayProxyEventV2, route: Route): { value: unknown } | Problemed {
  const bytes = Buffer.byteLength(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const largest = route.largestBody === undefined ? usualBody : route.largestBody * 1024;
  if (bytes > largest) return problem(route.method === 'GET' ? 'invalid-request' : 'payload-too-large');
  if (route.method === 'GET') return bytes > 0 ? problem('invalid-request') : { value: {} };
  if (!isJson(event.headers['content-type'])) return problem('unsupported-media-type');
  if (bytes === 0 && !route.body) return { value: {} };
  const parsed = parseStrictJson(decode(event) ?? '');
  return parsed ?? problem('invalid-request', { errors: [{ pointer: '/body', reason: 'malformed' }] });
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json(\s*;\s*charset="?utf-8"?)?$/i.test(contentType?.trim() ?? '');
}

/** UTF-8 or nothing: a broken byte, or a byte order mark, is not read as something near. */
function decode(event: APIGatewayProxyEventV2): string | undefined {
  if (!event.isBase64Encoded) return event.body;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(event.body ?? '', 'base64'),
    );
  } catch {
    return undefined;
  }
}

/** Each name once and every escape valid; else undefined. */
function readQuery(raw: string): Record<string, string> | undefined {
  const query: Record<string, string> = Object.create(null);
  for (const pair of raw.split('&').filter((part) => part !== '')) {
    const [name = '', ...rest] = pair.split('=');
    const key = decodeComponent(name);
    const value = decodeComponent(rest.join('='));
    if (key === undefined || value === undefined || key in query) return undefined;
    query[key] = value;
  }
  return { ...query };
}

function decodeComponent(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

type Part = { value: unknown; errors: { pointer: string; reason: string }[] };

/** A part without a schema must be empty. Reasons are the schema's codes and pointers its names: no input. */
function parsePart(name: string, schema: z.ZodObject | undefined, input: unknown): Part {
  if (!schema) {
    const empty =
      typeof input === 'object' && input !== null && !Array.isArray(input) && Object.keys(input).length === 0;
    return { value: undefined, errors: empty ? [] : [{ pointer: `/${name}`, reason: 'unrecognized_keys' }] };
  }
  const parsed = schema.safeParse(input);
  if (parsed.success) return { value: parsed.data, errors: [] };
  const errors = parsed.error.issues.map((issue) => ({
    pointer: [`/${name}`, ...issue.path.map(String)].join('/'),
    reason: issue.code,
  }));
  return { value: undefined, errors };
}
