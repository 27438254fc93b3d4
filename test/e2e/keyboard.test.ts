import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, visit } from '#support/browser.ts';
import { demoPeople } from '#support/demo-people.ts';
import { careUnit } from '#support/visits.ts';
import { walk } from '#support/walk.ts';

const service = inject('service');
const people = demoPeople(service.demoFile);
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Tabs until the focused element matches; a page that never gets there has a trap or lost the element. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) {
      expect(await hasVisibleFocus(page), `focus is seen on ${selector}`).toBe(true);
      return;
    }
  }
  throw new Error(`Tab never reached ${selector} on ${new URL(page.url()).pathname}`);
}

/** An outline or a shadow of at least two pixels, on the element, its drawn area, or the card or label it stands in. */
function hasVisibleFocus(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    const isMarked = (element: Element, pseudo?: string) => {
      const style = getComputedStyle(element, pseudo);
      const outlined = Number.parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none';
      return outlined || style.boxShadow !== 'none';
    };
    const around = [focused, focused?.parentElement, focused?.closest('label, .ds-field, li')];
    return around.some((element) => element && (isMarked(element) || isMarked(element, '::after')));
  });
}

test('a unit, a login, a doctor and a receipt by keyboard alone', async () => {
  const visited = await visit(browser, [service.origin, service.issuer], { width: 1280 });
  const { page } = visited;
  await walk(page, service, 'sv').open('/hitta');

  await page.keyboard.press('Tab');
  expect(
    await page.evaluate(() => document.activeElement?.getAttribute('href')),
    'the skip link comes first',
  ).toMatch(/^#/);
  await tabTo(page, `a[href$="/enhet/${careUnit}"]`);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/enhet\//);
  await tabTo(page, `a[href$="/valj/enhet/${careUnit}"]`);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/logga-in/);
  await tabTo(page, 'a[href*="/auth/login"]');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.origin !== service.origin);
  await tabTo(page, 'input[name="number"]');
  await page.keyboard.type(people.next('not-listed').number);
  await page.keyboard.press('Enter');

  await page.waitForURL(/\/valj\/lakare/);
  await tabTo(page, 'input[type="radio"]');
  await page.keyboard.press('Space');
  await tabTo(page, 'main form.form button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/valj\/villkor/);
  await tabTo(page, 'input[type="checkbox"]');
  await page.keyboard.press('Space');
  await tabTo(page, 'main form.form button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/valj\/kontrollera/);
  await tabTo(page, 'main form.form button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/kvitto\//);
  await visited.close();
});
