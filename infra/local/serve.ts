import type { Gateway, HttpRequest } from './gateway.ts';
import { type Listening, listen, readBody } from './listen.ts';

/** Puts a handler of requests on a loopback port. */
export function serve(handle: Gateway, port = 0, host = '127.0.0.1'): Promise<Listening> {
  return listen(
    async (incoming, outgoing) => {
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(incoming.headersDistinct)) {
        headers[name] = (value ?? []).join(name === 'cookie' ? '; ' : ',');
      }
      const request: HttpRequest = {
        method: incoming.method ?? 'GET',
        target: incoming.url ?? '/',
        headers,
        body: await readBody(incoming),
        sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
      };
      const { status, headers: answered, body } = await handle(request);
      const sent = Object.entries(answered).map(
        ([name, value]) => [name, Array.isArray(value) ? [...value] : String(value)] as const,
      );
      outgoing.writeHead(status, { ...Object.fromEntries(sent), 'content-length': body.length });
      outgoing.end(request.method === 'HEAD' ? undefined : body);
    },
    port,
    host,
  );
}
