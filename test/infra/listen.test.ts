import { expect, it, vi } from 'vitest';
import { listen, readBody } from '#infra/local/listen.ts';

it('answers a body that is too large as such, and takes it for no fault', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const listening = await listen(async (incoming, outgoing) => {
    outgoing.end(String((await readBody(incoming, 10)).length));
  });
  try {
    const send = (size: number) => fetch(listening.url, { method: 'POST', body: 'x'.repeat(size) });
    expect(await (await send(10)).text()).toBe('10');
    expect((await send(11)).status).toBe(413);
    expect(said).not.toHaveBeenCalled();
  } finally {
    said.mockRestore();
    await listening.stop();
  }
});
