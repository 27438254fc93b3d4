import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { launch, visit } from '#support/browser.ts';
import { demoPeople } from '#support/demo-people.ts';
import { walk } from '#support/walk.ts';

const service = inject('service');
const people = demoPeople(service.demoFile);
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterEach(async () => {
  await fetch(`${service.control}/clock?ahead=0`);
});
afterAll(() => browser.close());

const hours = 3_600_000;

test('after midnight the schedule makes the pending choice current, and the old listing is history', async () => {
  const person = people.next('changes-left-2');
  const visited = await visit(browser, [service.origin, service.issuer]);
  const go = walk(visited.page, service, 'sv');
  await go.open('/logga-in');
  await go.signIn(person);
  await go.answer('chosen');
  await go.open('/min-sida');
  const main = () => visited.page.locator('main').innerText();
  expect(await main()).toContain(go.t('mypage:pending.title'));

  // A day later by the functions' clock the schedule settles what is due. The e-ID provider keeps the time of day, so
  // the person, whose session must stand, looks with the clock back.
  await fetch(`${service.control}/clock?ahead=${25 * hours}`);
  await fetch(`${service.control}/run?name=settle-listings`);
  await fetch(`${service.control}/clock?ahead=0`);
  await go.open('/min-sida');
  expect(await main()).not.toContain(go.t('mypage:pending.title'));
  expect(await main()).toContain(go.t('mypage:history.title'));
  await visited.close();
});

test('two minutes before the end one is asked, and staying is one press', async () => {
  const visited = await visit(browser, [service.origin, service.issuer]);
  const go = walk(visited.page, service, 'sv');
  await go.open('/logga-in');
  await go.signIn(people.next('changes-left-1'));
  await go.open('/min-sida');
  await fetch(`${service.control}/clock?ahead=${18.5 * 60_000}`);
  // The page asks the service when it is looked at again: as after a sleep.
  await visited.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  const dialog = visited.page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: go.t('session:extend') }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(visited.violations).toEqual([]);
  await visited.close();
});

test('a form sent after the session ended is there again after the next login', async () => {
  const person = people.next('changes-left-1');
  const visited = await visit(browser, [service.origin, service.issuer], { script: false });
  const go = walk(visited.page, service, 'sv');
  await go.open('/logga-in');
  await go.signIn(person);
  await go.answer('unit');
  await visited.page.getByRole('radio', { name: go.t('choose:doctor.noPreference.label') }).check();
  await fetch(`${service.control}/clock?ahead=${25 * 60_000}`);
  await go.press('choose:next');
  await visited.page.waitForURL(/\/logga-in/);
  await go.signIn(person);
  await visited.page.waitForURL(/\/valj\/lakare/);
  const kept = visited.page.getByRole('radio', { name: go.t('choose:doctor.noPreference.label') });
  expect(await kept.isChecked()).toBe(true);
  await visited.close();
});
