/**
 * `npm run screenshots`: every page, small and wide, light; the main ones also dark, in easy and young Swedish and in
 * Arabic. Written to docs/screenshots/ as small WebP files, to be looked at.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { staffFileOf } from '#infra/local/staff-file.ts';
import { startLocal } from '#infra/local/start-local.ts';
import { launch, visit } from '#support/browser.ts';
import { demoPeople } from '#support/demo-people.ts';
import { demoStaff } from '#support/demo-staff.ts';
import type { Combination } from '#support/matrix.ts';
import { staffPath } from '#support/staff-path.ts';
import { type PageVisit, visits } from '#support/visits.ts';

const folder = join('docs', 'screenshots');
const main = [
  'index.astro',
  'hitta.astro',
  'enhet/[id].astro',
  'valj/lakare.astro',
  'min-sida/index.astro',
  'kvitto/[id].astro',
];
const plain: readonly Combination[] = [
  { tag: 'sv', width: 320, colors: 'light' },
  { tag: 'sv', width: 1280, colors: 'light' },
];
const more: readonly Combination[] = [
  { tag: 'sv', width: 1280, colors: 'dark' },
  { tag: 'sv', width: 1280, colors: 'forced' },
  { tag: 'sv-ung', width: 320, colors: 'light' },
  { tag: 'ar', width: 320, colors: 'light' },
  { tag: 'ar', width: 1280, colors: 'light' },
];

/** Words come from the pages' own language files; the walk needs Vite to read them, so it is done by field here. */
async function answer(page: Page, origin: string, visitTo: PageVisit): Promise<string> {
  if (visitTo.after === undefined) return visitTo.path;
  await page.goto(`${origin}/sv/valj/enhet/vardcentral-leksand`);
  const submit = () => page.locator('main form[method="post"] button').first().click();
  if (visitTo.after === 'unit') return visitTo.path;
  await page.locator('input[type="radio"][value^="doctor:"], input[value="later"]').first().check();
  await submit();
  if (visitTo.after === 'doctor') return visitTo.path;
  await page.getByRole('checkbox').check();
  await submit();
  if (visitTo.after === 'conditions') return visitTo.path;
  await submit();
  await page.waitForURL(/\/kvitto\//);
  return visitTo.path === '/kvitto' ? new URL(page.url()).pathname.replace(/^\/[^/]+/, '') : visitTo.path;
}

function fileName(file: string, { tag, width, colors }: Combination): string {
  const page = file
    .replace('.astro', '')
    .replaceAll(/[[\]]/g, '')
    .replaceAll('/', '-')
    .replace(/-(index|id)$/, '');
  return `${page === 'index' ? 'start' : page}-${tag}-${width}-${colors}.webp`;
}

/** The whole page as WebP, which Chromium writes and `page.screenshot` does not offer. */
async function picture(page: Page, path: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const { cssContentSize } = await devtools.send('Page.getLayoutMetrics');
  const scale = cssContentSize.width > 400 ? 0.6 : 0.85;
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 40,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width: cssContentSize.width, height: cssContentSize.height, scale },
  });
  writeFileSync(path, Buffer.from(data, 'base64'));
  await devtools.detach();
}

const only = process.argv[2];
const local = await startLocal({ port: 0, region: 'dalarna', people: 2400, quiet: true });
const browser = await launch();
try {
  if (!only) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const people = demoPeople(local.demoFile);
  for (const [file, visitTo] of Object.entries(visits)) {
    if (only && !file.includes(only)) continue;
    const { page, close } = await visit(browser, [local.origin, local.issuer], { width: 1280 });
    const member = visitTo.staff && demoStaff(staffFileOf(local.demoFile)).find(visitTo.staff);
    const number = member ? member.number : visitTo.as && people.next(visitTo.as).number;
    if (number) {
      await page.goto(`${local.origin}/sv/${member ? 'personal/' : ''}logga-in`);
      await page.locator('a[href*="/auth/login"]').first().click();
      await page.locator('input[name="number"]').fill(number);
      await page.locator('input[name="number"]').press('Enter');
      await page.waitForURL((url) => url.origin === local.origin);
    }
    const path = member
      ? await staffPath(page, `${local.origin}/sv`, visitTo, member.careUnitIds[0] ?? '')
      : await answer(page, local.origin, visitTo);
    for (const combination of main.includes(file) ? [...plain, ...more] : plain) {
      const { tag, width, colors } = combination;
      await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
      await page.emulateMedia({
        colorScheme: colors === 'dark' ? 'dark' : 'light',
        forcedColors: colors === 'forced' ? 'active' : 'none',
        reducedMotion: 'reduce',
      });
      await page.goto(`${local.origin}/${tag}${path === '/' ? '' : path}`);
      await picture(page, join(folder, fileName(file, combination)));
    }
    await close();
  }
} finally {
  await browser.close();
  await local.stop();
}
