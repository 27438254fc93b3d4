import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** An HTTP server on the loopback interface; port 0 takes a free one. What `answer` throws becomes a bare 500. */
export async function listen(answer: Answer, port = 0, host = '127.0.0.1'): Promise<Listening> {
  const onRequest: RequestListener = (incoming, outgoing) => {
    answer(incoming, outgoing).catch((error) => {
      const isTooLarge = error === tooLarge;
      if (!isTooLarge) console.error(error);
      // What was not read of the body would stand before the next request.
      if (!outgoing.headersSent) outgoing.writeHead(isTooLarge ? 413 : 500, { connection: 'close' });
      outgoing.end();
    });
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, onRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const tooLarge = new Error('The body is too large');

/** The whole body; more than `limit` bytes is cut off with an error, which is answered with 413. */
export async function readBody(incoming: IncomingMessage, limit = 20_000_000): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > limit) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
