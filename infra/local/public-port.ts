import { edgeVia } from './edge.ts';
import type { Gateway } from './gateway.ts';
import type { Listening } from './listen.ts';
import { serve } from './serve.ts';
import { startRefusal } from './start-refusal.ts';

/**
 * Takes the port that people meet, on both of `localhost`'s addresses: a browser may try either first. Refuses with
 * one line when it is taken, and says so when it is this service that has it.
 */
export async function takePublicPort(handle: Gateway, port: number): Promise<Listening> {
  try {
    const listening = await serve(handle, port);
    const second = await serve(handle, listening.port, '::1').catch((error: NodeJS.ErrnoException) => {
      // A machine without IPv6 has one address only.
      if (error.code !== 'EADDRINUSE') return undefined;
      return listening.stop().then(() => Promise.reject(error));
    });
    return {
      ...listening,
      url: `http://localhost:${listening.port}`,
      stop: async () => {
        await Promise.all([listening.stop(), second?.stop()]);
      },
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES')
      throw startRefusal(`PORT=${port} may not be opened without rights. Try PORT=3000.`);
    if (code !== 'EADDRINUSE') throw error;
    const other = `Choose another port: PORT=${port + 1} npm start`;
    throw startRefusal(
      (await isThisService(port))
        ? `This service already runs at http://localhost:${port}. Use that one, or stop it first. ${other}`
        : `Port ${port} is taken by another program. ${other}`,
    );
  }
}

async function isThisService(port: number): Promise<boolean> {
  const answer = await fetch(`http://localhost:${port}/robots.txt`, {
    signal: AbortSignal.timeout(2000),
    redirect: 'manual',
  }).catch(() => undefined);
  return answer?.headers.get('via') === edgeVia;
}
