import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { axeViolations, overflow } from '#support/accessibility.ts';
import { launch, visit } from '#support/browser.ts';
import { demoPeople } from '#support/demo-people.ts';
import { demoStaff } from '#support/demo-staff.ts';
import { allCombinations, type Combination, combinationsFor } from '#support/matrix.ts';
import { staffPath } from '#support/staff-path.ts';
import { type PageVisit, pageFiles, visits } from '#support/visits.ts';
import { type Walk, walk } from '#support/walk.ts';

const service = inject('service');
const origins = [service.origin, service.issuer, service.staffIssuer];
const people = demoPeople(service.demoFile);
const full = process.env.FULL === '1';
const seed = Number(process.env.SEED ?? Math.floor(Date.now() / 86_400_000));
console.log(`page matrix: ${full ? 'all combinations' : `SEED=${seed}`}`);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test('every page of the build has a visit', () => {
  expect(Object.keys(visits).toSorted()).toEqual(pageFiles());
});

// Two at a time (the project's `maxConcurrency`): one draws while the service answers the other.
test.concurrent.each(Object.entries(visits))(
  '%s has no accessibility violation, no sideways scroll, no foreign request, no policy violation',
  async (file, pageVisit) => {
    // Swedish at both widths and one drawn other; of the staff's many pages one of the two widths, by turns.
    const drawn = combinationsFor(file, seed, 1);
    const turn = drawn.filter((_, index) => !pageVisit.staff || index !== seed % 2);
    const combinations = full ? allCombinations : turn;
    const first = combinations[0] as Combination;
    const visited = await visit(browser, origins, first);
    const prepared = walk(visited.page, service, first.tag);
    const path = await prepare(prepared, pageVisit);
    const faults: string[] = [];
    for (const combination of combinations) {
      faults.push(...(await look(prepared, path, combination)));
    }
    expect(faults).toEqual([]);
    expect(visited.foreignRequests).toEqual([]);
    expect(visited.violations).toEqual([]);
    await visited.close();
  },
);

/** Signs in and answers what the page needs; the path to open, whatever the locale. */
async function prepare(prepared: Walk, pageVisit: PageVisit): Promise<string> {
  const { path, as, after, staff } = pageVisit;
  if (staff) {
    await prepared.open('/personal/logga-in');
    const member = demoStaff(service.staffFile).find(staff);
    await prepared.signIn(member);
    return staffPath(prepared.page, `${service.origin}/sv`, pageVisit, member.careUnitIds[0] ?? '');
  }
  if (!as) return path;
  await prepared.open('/logga-in');
  await prepared.signIn(people.next(as));
  if (after) await prepared.answer(after);
  return path === '/kvitto' ? new URL(prepared.page.url()).pathname.replace(/^\/[^/]+/, '') : path;
}

/** Opens the page in one combination and answers what is wrong with it, each as a line that says where. */
async function look({ page }: Walk, path: string, { tag, width, colors }: Combination): Promise<string[]> {
  const where = `${tag} ${width} ${colors}`;
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({
    colorScheme: colors === 'dark' ? 'dark' : 'light',
    forcedColors: colors === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  const response = await page.goto(`${service.origin}/${tag}${path === '/' ? '' : path}`);
  const faults = (await axeViolations(page)).map((violation) => `${where}: ${violation}`);
  if (!response || response.status() >= 500) faults.push(`${where}: status ${response?.status()}`);
  if ((await overflow(page)) > 0) faults.push(`${where}: scrolls sideways`);
  const lang = await page.locator('html').getAttribute('lang');
  if (lang !== tag.split('-')[0]) faults.push(`${where}: lang is ${lang}`);
  if ((await page.locator('h1').count()) !== 1) faults.push(`${where}: not one main heading`);
  return faults;
}
