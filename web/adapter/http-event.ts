import { createHash, timingSafeEqual } from 'node:crypto';
import { originSecretHeader } from '#contract/origin-secret.ts';

/** What this adapter reads of an HTTP API event, payload format 2.0. */
export interface HttpEvent {
  readonly rawPath: string;
  readonly rawQueryString?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: { readonly requestId: string; readonly http: { readonly method: string } };
}

export interface HttpResult {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly cookies: string[];
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** A form of ours is a few hundred bytes; anything larger than this is not one. Bytes. */
export const LARGEST_BODY = 16_384;

/** The one page that takes a file: its four mebibytes, and the form around them. Lambda takes six with their base64. */
export const LARGEST_UPLOAD = 4 * 1024 * 1024 + 16_384;
const uploadPath = /^\/[a-z-]{2,10}\/personal\/region\/import\/?$/;

/** Only what came through the edge gets a page: the API's domain would else be a way past the firewall. */
export function isFromEdge({ headers = {} }: HttpEvent, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return secret !== '' && timingSafeEqual(hash(headers[originSecretHeader] ?? ''), hash(secret));
}

/** An answer without a page. */
export function bareResult(statusCode: number): HttpResult {
  return {
    statusCode,
    headers: { 'cache-control': 'no-store' },
    cookies: [],
    body: '',
    isBase64Encoded: false,
  };
}

function bodyOf(event: HttpEvent): Buffer<ArrayBuffer> | undefined {
  if (event.body === undefined || event.body === '') return undefined;
  const method = event.requestContext.http.method;
  if (method === 'GET' || method === 'HEAD') return undefined;
  return Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
}

/**
 * The event as a request. Its address is built from `publicOrigin` and nothing the client sent: a forwarded host must
 * not decide what the origin check compares with. A body over {@link LARGEST_BODY} gives `undefined`.
 */
export function requestOf(event: HttpEvent, publicOrigin: string): Request | undefined {
  const body = bodyOf(event);
  const largest = uploadPath.test(event.rawPath) ? LARGEST_UPLOAD : LARGEST_BODY;
  if (body && body.byteLength > largest) return undefined;
  const headers = new Headers();
  for (const [name, value] of Object.entries(event.headers ?? {})) {
    if (value !== undefined && name !== originSecretHeader) headers.set(name, value);
  }
  if (event.cookies?.length) headers.set('cookie', event.cookies.join('; '));
  const url = new URL(publicOrigin);
  // Assigning the parts keeps `//elsewhere` a path of ours.
  url.pathname = event.rawPath;
  url.search = event.rawQueryString ?? '';
  return new Request(url, { method: event.requestContext.http.method, headers, body: body ?? null });
}

const TEXT = /^(text\/|application\/(json|problem\+json|xml|javascript|manifest\+json)|image\/svg\+xml)/;

/**
 * The response as API Gateway wants it: each `Set-Cookie` on its own in `cookies`, bytes in base64. What does not say
 * how long it may be kept is kept nowhere.
 */
export async function resultOf(response: Response): Promise<HttpResult> {
  const headers: Record<string, string> = { 'cache-control': 'no-store' };
  for (const [name, value] of response.headers) if (name !== 'set-cookie') headers[name] = value;
  if (headers['content-type'] === 'text/html') headers['content-type'] = 'text/html; charset=utf-8';
  const bytes = Buffer.from(await response.arrayBuffer());
  const isText = bytes.byteLength === 0 || TEXT.test(headers['content-type'] ?? '');
  return {
    statusCode: response.status,
    headers,
    cookies: response.headers.getSetCookie(),
    body: bytes.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: !isText,
  };
}
