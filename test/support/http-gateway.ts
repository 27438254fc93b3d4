import type { ApiHandler } from '#http/create-handler.ts';
import { type Listening, listen, readBody } from '#infra/local/listen.ts';
import { apiEvent, lambdaContext } from './api-events.ts';

/** A site of one handler on a port of its own; the handler may come later than the address. */
export interface Site extends Listening {
  serve(handler: ApiHandler): void;
}

/** Turns HTTP into API Gateway events and back, for tests in which something else must reach us (an e-ID provider). */
export async function startSite(): Promise<Site> {
  let handler: ApiHandler | undefined;
  const listening = await listen(async (incoming, outgoing) => {
    const { pathname, search } = new URL(incoming.url ?? '/', 'http://site');
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    );
    const body = await readBody(incoming);
    const event = apiEvent({
      method: incoming.method ?? 'GET',
      path: pathname,
      query: search.slice(1),
      headers,
      ...(headers.cookie !== undefined && { cookies: headers.cookie.split('; ') }),
      ...(body.length > 0 && { body: body.toString('utf8') }),
    });
    if (!handler || event.routeKey === '$default') {
      outgoing.writeHead(handler ? 200 : 503).end();
      return;
    }
    const answer = await handler(event, lambdaContext);
    const given = { ...answer.headers, ...(answer.cookies && { 'set-cookie': answer.cookies }) };
    for (const [name, value] of Object.entries(given))
      outgoing.setHeader(name, Array.isArray(value) ? value : String(value));
    outgoing.writeHead(answer.statusCode).end(answer.body);
  });
  return {
    ...listening,
    serve: (given) => {
      handler = given;
    },
  };
}
