import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFunctionPool, type FunctionPool, type LocalFunction } from '#infra/local/function-pool.ts';

let folder: string;
let pool: FunctionPool | undefined;
const lines: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'listning-pool-'));
});
afterEach(async () => {
  await pool?.stop();
  lines.length = 0;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A function of this source, as the runtime would load it. */
function start(source: string, given: Partial<LocalFunction> = {}, clock = 0): FunctionPool {
  const file = join(folder, `${Math.floor(performance.now() * 1000)}.mjs`);
  writeFileSync(file, source);
  pool = createFunctionPool(
    { name: 'f', file, environment: {}, timeout: 10_000, memory: 128, instances: 2, ...given },
    (_, line) => lines.push(line),
    clock,
  );
  return pool;
}

describe('a function on this machine', () => {
  it('sees its own environment and nothing of ours', async () => {
    const { invoke } = start('export const handler = async () => Object.keys(process.env).sort()', {
      environment: { TABLE_MAIN: 'main' },
    });
    expect(await invoke({})).toEqual({ ok: true, result: ['TABLE_MAIN'] });
  });

  it('handles one event at a time an instance, and queues what finds all of them busy', async () => {
    const source = `
      let busy = 0; let most = 0; let handled = 0;
      export const handler = async () => {
        busy += 1; most = Math.max(most, busy);
        await new Promise((resolve) => setImmediate(resolve));
        busy -= 1; handled += 1;
        return { most, handled };
      }`;
    const { invoke } = start(source);
    const all = await Promise.all(Array.from({ length: 20 }, () => invoke({})));
    const results = all.map((one) =>
      one.ok ? (one.result as { most: number; handled: number }) : undefined,
    );
    expect(results.every((result) => result?.most === 1)).toBe(true);
    const lasts = results.filter((result) => result && result.handled >= 1);
    expect(lasts).toHaveLength(20);
  });

  it('says only that it failed, and goes on with the next event', async () => {
    const { invoke } = start(
      'export const handler = async (event) => { if (event.bad) throw new Error("why"); return 1; }',
    );
    expect(await invoke({ bad: true })).toMatchObject({ ok: false, why: 'failed' });
    expect(lines.join('\n')).toContain('why');
    expect(await invoke({})).toEqual({ ok: true, result: 1 });
  });

  it('is ended when its time is up, and replaced', async () => {
    const source = 'export const handler = (event) => event.slow ? new Promise(() => {}) : 1';
    const { invoke } = start(source, { timeout: 200, instances: 1 });
    const [slow, next] = await Promise.all([invoke({ slow: true }), invoke({})]);
    expect(slow).toMatchObject({ ok: false, why: 'timed-out' });
    expect(next).toEqual({ ok: true, result: 1 });
  });

  it('is replaced when it ends itself', async () => {
    const { invoke } = start('export const handler = async (event) => event.end ? process.exit(1) : 1', {
      instances: 1,
    });
    expect(await invoke({ end: true })).toMatchObject({ ok: false, why: 'failed' });
    expect(await invoke({})).toEqual({ ok: true, result: 1 });
  });

  it('fails clearly without a bundle or without a handler', async () => {
    const missing = start('', { file: join(folder, 'nowhere.mjs') });
    expect(await missing.invoke({})).toMatchObject({
      ok: false,
      message: expect.stringContaining('has no bundle'),
    });
    await missing.stop();
    expect(await start('export const other = 1').invoke({})).toMatchObject({
      ok: false,
      message: expect.stringContaining('exports no handler'),
    });
  });

  it('lives by a clock that can be set ahead', async () => {
    const source = `export const handler = async () => ({
      now: Date.now(), date: new Date().getTime(), given: new Date(5).getTime(), is: new Date() instanceof Date,
      parsed: Date.parse('2026-01-01T00:00:00Z'),
    })`;
    const day = 86_400_000;
    const { invoke, restart } = start(source);
    await restart(2 * day);
    const before = Date.now();
    const invoked = await invoke({});
    const result = invoked.ok ? (invoked.result as Record<string, number | boolean>) : {};
    expect(Number(result.now) - before).toBeGreaterThanOrEqual(2 * day);
    expect(Number(result.date) - before).toBeLessThan(3 * day);
    expect(result).toMatchObject({ given: 5, is: true, parsed: 1_767_225_600_000 });
  });
});
