import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeViolations, overflow } from '#support/accessibility.ts';
import { launch, visit } from '#support/browser.ts';
import { demoPeople } from '#support/demo-people.ts';
import { demoStaff } from '#support/demo-staff.ts';
import { allCombinations, type Combination, combinationsFor } from '#support/matrix.ts';
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

describe.each(Object.entries(visits))('%s', (file, pageVisit) => {
  test('has no accessibility violation, no sideways scroll, no foreign request, no policy violation', async () => {
    const combinations = full ? allCombinations : combinationsFor(file, seed, 3);
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
  });
});

/** Signs in and answers what the page needs; the path to open, whatever the locale. */
async function prepare(prepared: Walk, { path, through, as, after, staff }: PageVisit): Promise<string> {
  if (staff) {
    await prepared.open('/personal/logga-in');
    const member = demoStaff(service.staffFile).find(staff);
    await prepared.signIn(member);
    const at = await atUnit(prepared, path, member.careUnitIds[0] ?? '');
    return through ? follow(prepared, at, through) : at;
  }
  if (!as) return path;
  await prepared.open('/logga-in');
  await prepared.signIn(people.next(as));
  if (after) await prepared.answer(after);
  return path === '/kvitto' ? new URL(prepared.page.url()).pathname.replace(/^\/[^/]+/, '') : path;
}

/** The path that links lead to. */
async function follow(prepared: Walk, path: string, links: readonly string[]): Promise<string> {
  await prepared.open(path);
  for (const link of links) {
    const href = await prepared.page.locator(link).first().getAttribute('href');
    await prepared.page.goto(new URL(href ?? '', prepared.page.url()).href);
  }
  return new URL(prepared.page.url()).pathname.replace(/^\/[^/]+/, '');
}

/** The path at the visitor's own unit, and of the first doctor of its roster where the page is a doctor's. */
async function atUnit(prepared: Walk, path: string, careUnitId: string): Promise<string> {
  const filled = path.replace('{unit}', careUnitId);
  if (!filled.includes('{doctor}')) return filled;
  await prepared.open(`/personal/enhet/${careUnitId}/lakare`);
  const href = await prepared.page.locator('tbody th a').first().getAttribute('href');
  return filled.replace('{doctor}', href?.split('/').at(-1) ?? '');
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
