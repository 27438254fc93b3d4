import { createApp } from 'astro/app/entrypoint';
import {
  bareResult,
  type HttpEvent,
  type HttpResult,
  isFromEdge,
  requestOf,
  resultOf,
} from './http-event.ts';

const app = createApp({ streaming: false });

function required(name: 'PUBLIC_ORIGIN' | 'EDGE_SECRET'): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}
const origin = required('PUBLIC_ORIGIN');
const edgeSecret = required('EDGE_SECRET');

/** The web function: renders one page for one event of the HTTP API. */
export async function handler(event: HttpEvent): Promise<HttpResult> {
  if (!isFromEdge(event, edgeSecret)) return bareResult(404);
  const request = requestOf(event, origin);
  if (!request) return bareResult(413);
  const response = await app.render(request, {
    addCookieHeader: true,
    locals: { requestId: event.requestContext.requestId },
  });
  return resultOf(response);
}
