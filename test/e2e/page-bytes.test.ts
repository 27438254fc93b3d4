import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, visit } from '#support/browser.ts';

const service = inject('service');
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

interface Weight {
  readonly html: number;
  readonly css: number;
  readonly script: number;
  readonly other: number;
  readonly requests: number;
}

/** Bytes of the first view as a browser would fetch it, each text compressed with brotli as CloudFront does. */
async function weigh(path: string): Promise<Weight> {
  const visited = await visit(browser, [service.origin], { width: 320 });
  const bytes = { html: 0, css: 0, script: 0, other: 0 };
  let requests = 0;
  const bodies: Promise<void>[] = [];
  visited.page.on('response', (response) => {
    requests += 1;
    bodies.push(
      response.body().then((body) => {
        const type = response.headers()['content-type'] ?? '';
        const compressed = brotliCompressSync(body).length;
        if (type.includes('html')) bytes.html += compressed;
        else if (type.includes('css')) bytes.css += compressed;
        else if (type.includes('javascript')) bytes.script += compressed;
        else bytes.other += /image\/(svg|x-icon)|json/.test(type) ? compressed : body.length;
      }),
    );
  });
  await visited.page.goto(`${service.origin}${path}`, { waitUntil: 'networkidle' });
  await Promise.all(bodies);
  await visited.close();
  return { ...bytes, requests };
}

/** Goals of the design: start ≤ 14 kB of HTML and CSS, find ≤ 14 kB + 7 kB of data, script ≤ 8 kB. */
const limits = [
  ['start', '/sv', 14_000],
  ['find', '/sv/hitta', 21_000],
  ['unit', '/sv/enhet/vardcentral-leksand', 21_000],
  ['find in Arabic', '/ar/hitta', 21_000],
] as const;

test.each(limits)('%s page weighs no more than its goal', async (name, path, limit) => {
  const weight = await weigh(path);
  const { html, css, script, other, requests } = weight;
  console.log(
    `${name}: html ${html} + css ${css} = ${html + css} of ${limit} B, script ${script}, other ${other}, ${requests} requests`,
  );
  expect(html + css).toBeGreaterThan(1_000);
  expect(html + css).toBeLessThanOrEqual(limit);
  expect(script).toBeLessThanOrEqual(8_000);
  expect(requests).toBeLessThanOrEqual(10);
});
