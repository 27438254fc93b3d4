import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { originSecretHeader } from '#contract/origin-secret.ts';
import { takePublicPort } from '#infra/local/public-port.ts';
import { type Local, startLocal } from '#infra/local/start-local.ts';
import { openBrowser } from '#support/cookie-browser.ts';
import { demoStaff } from '#support/demo-staff.ts';

let folder: string;
let local: Local;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'listning-start-'));
  local = await startLocal({ port: 0, region: 'vastmanland', people: 60, dataDir: folder, quiet: true });
});
afterAll(async () => {
  await local?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Signs in with the test e-ID for work. */
async function signInStaff({ number }: { number: string }) {
  const browser = openBrowser();
  const asked = await browser.visit(`${local.origin}/auth/login?issuer=test-staff-e-id&locale=sv`);
  await browser.submit(asked.addresses.at(-1) ?? '', { number });
  return browser;
}

describe('the service on this machine', () => {
  it('answers its start page, with the security headers and no cookie', async () => {
    const answer = await fetch(`${local.origin}/`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.text()).toContain('Västmanland');
  });

  it('answers with the published directory', async () => {
    const answer = await fetch(`${local.origin}/api/care-units`);
    expect(answer.status).toBe(200);
    expect((await answer.json()).total).toBeGreaterThan(0);
  });

  it('serves files for as long as a browser likes, and nothing beside them', async () => {
    const page = await (await fetch(`${local.origin}/`)).text();
    const [, style = ''] = /href="(\/_assets\/[^"]+\.css)"/.exec(page) ?? [];
    const file = await fetch(`${local.origin}${style}`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(file.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${local.origin}/_assets/nothing.css`)).status).toBe(403);
    expect((await fetch(`${local.origin}/_assets/..%2f..%2fserver/entry.mjs`)).status).toBe(403);
    expect((await fetch(`${local.origin}${style}`, { method: 'POST' })).status).toBe(403);
  });

  it('answers nobody who comes to the API past the edge', async () => {
    expect((await fetch(`${local.apiOrigin}/api/care-units`)).status).toBe(404);
    const forged = await fetch(`${local.apiOrigin}/api/care-units`, {
      headers: { [originSecretHeader]: 'guess' },
    });
    expect(forged.status).toBe(404);
    // What a browser sends under that name is replaced at the edge.
    const browser = await fetch(`${local.origin}/api/care-units`, {
      headers: { [originSecretHeader]: 'guess' },
    });
    expect(browser.status).toBe(200);
  });

  it('runs what the clock starts, and no function asked for more than its role allows', async () => {
    expect(await local.invoke('settle-listings', { source: 'schedule' })).toMatchObject({ ok: true });
    expect(await local.invoke('publish-directory', { source: 'schedule' })).toMatchObject({ ok: true });
    expect(local.logs.filter(({ source }) => source === 'grants')).toEqual([]);
  });

  it('says in one line that it already runs, and leaves the first alone', async () => {
    const port = Number(new URL(local.origin).port);
    const second = takePublicPort(async () => ({ status: 200, headers: {}, body: Buffer.alloc(0) }), port);
    await expect(second).rejects.toThrow(
      new RegExp(`^This service already runs at http://localhost:${port}\\..*$`),
    );
    expect((await fetch(`${local.origin}/`)).status).toBe(200);
  });

  it('leaves nothing running, and finds again what it kept', async () => {
    const { dynamodb } = local.endpoints;
    const before = await (await fetch(`${local.origin}/api/care-units`)).json();
    const manager = demoStaff(local.staffFile).find('unitManager');
    const browser = await signInStaff(manager);
    const told = await browser.visit(`${local.origin}/api/staff/start`);
    expect(told.response.status).toBe(200);
    await local.stop();
    await expect(fetch(dynamodb)).rejects.toThrow();
    await expect(fetch(`${local.origin}/`)).rejects.toThrow();
    local = await startLocal({ port: 0, region: 'vastmanland', people: 60, dataDir: folder, quiet: true });
    const after = await (await fetch(`${local.origin}/api/care-units`)).json();
    expect(after.careUnits).toEqual(before.careUnits);
    // Keys, people and roles are the same: who was staff before is so now.
    expect(demoStaff(local.staffFile).find('unitManager')).toEqual(manager);
    const again = await (await signInStaff(manager)).visit(`${local.origin}/api/staff/start`);
    expect([again.response.status, again.body]).toEqual([200, told.body]);
  });
});
