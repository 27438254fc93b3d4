import { createApp } from 'astro/app/entrypoint';
import { type HttpEvent, type HttpResult, requestOf, resultOf } from './http-event.ts';

const app = createApp({ streaming: false });

function publicOrigin(): string {
  const origin = process.env.PUBLIC_ORIGIN;
  if (!origin) throw new Error('PUBLIC_ORIGIN is not set');
  return origin;
}
const origin = publicOrigin();

/** The web function: renders one page for one event of the HTTP API. */
export async function handler(event: HttpEvent): Promise<HttpResult> {
  const request = requestOf(event, origin);
  if (!request) return { statusCode: 413, headers: {}, cookies: [], body: '', isBase64Encoded: false };
  const response = await app.render(request, {
    addCookieHeader: true,
    locals: { requestId: event.requestContext.requestId },
  });
  return resultOf(response);
}
