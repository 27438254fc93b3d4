import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeViolations, overflow } from '#support/accessibility.ts';
import { launch, type Visit, type Visitor, visit } from '#support/browser.ts';
import { type Walk, walk } from '#support/walk.ts';

const service = inject('service');
const groups: readonly { key: string; people: readonly { number: string }[] }[] = JSON.parse(
  readFileSync(service.staffFile, 'utf8'),
);
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Signs in as a member of staff of a group; managers each have a unit of their own. */
async function signIn(go: Walk, group: string, index: number): Promise<void> {
  const hsaId = groups.find(({ key }) => key === group)?.people[index]?.number;
  if (!hsaId) throw new Error(`No demo staff in the group ${group}`);
  await go.open('/personal/logga-in');
  await go.page.locator('a[href*="/auth/login"]').first().click();
  await go.page.locator('input[name="number"]').fill(hsaId);
  await go.page.locator('input[name="number"]').press('Enter');
  await go.page.waitForURL((url) => url.origin === service.origin);
}

async function as(
  group: string,
  index: number,
  visitor: Visitor,
  steps: (go: Walk, visited: Visit) => Promise<void>,
): Promise<void> {
  const visited = await visit(browser, [service.origin, service.staffIssuer], visitor);
  const go = walk(visited.page, service, 'sv');
  await signIn(go, group, index);
  await steps(go, visited);
  expect(visited.violations).toEqual([]);
  expect(visited.foreignRequests).toEqual([]);
  await visited.close();
}

const main = (go: Walk) => go.page.locator('main').innerText();
async function looksRight(go: Walk, script: boolean): Promise<void> {
  expect(await overflow(go.page), go.page.url()).toBeLessThanOrEqual(0);
  if (script) expect(await axeViolations(go.page), go.page.url()).toEqual([]);
}
const field = (go: Walk, key: Parameters<Walk['t']>[0]) => go.page.getByLabel(go.t(key), { exact: true });

describe.each([
  { script: true, width: 1280, manager: 0 },
  { script: false, width: 320, manager: 1 },
] as const)('a manager keeps the roster (script: $script, $width px)', ({ script, width, manager }) => {
  test('from the start page: adds, mends, changes, undoes, ends', () =>
    as('unitManager', manager, { script, width }, async (go) => {
      await go.follow('staff-roster:title');
      const list = go.page.url();
      await looksRight(go, script);

      await go.follow('staff-roster:new');
      await field(go, 'staff-roster:form.name').fill('Norberg 1');
      await field(go, 'staff-roster:form.share').fill('130');
      await go.press('staff-roster:form.saveNew');
      // Both faults at once, and what was typed is still there.
      expect(await main(go)).toContain(go.t('staff-roster:fault.doctor-name-has-digits'));
      expect(await main(go)).toContain(go.t('staff-roster:fault.share-out-of-range'));
      expect(await field(go, 'staff-roster:form.name').inputValue()).toBe('Norberg 1');
      await looksRight(go, script);

      await field(go, 'staff-roster:form.name').fill('Maja Prövning');
      await field(go, 'staff-roster:form.share').fill('80');
      await field(go, 'staff-roster:form.ceiling').fill('12');
      await go.press('staff-roster:form.saveNew');
      expect(await main(go)).toContain(go.t('staff-roster:done.added'));
      expect(await main(go)).toContain(go.t('staff-roster:choosable.choosable'));
      const entry = new URL(go.page.url()).pathname;
      await looksRight(go, script);

      await field(go, 'staff-roster:form.ceiling').fill('9');
      await go.press('staff-roster:form.save');
      expect(await main(go)).toContain(go.t('staff-roster:done.changed'));
      expect(await main(go)).toContain(go.t('staff:role.unitManager'));
      await go.press('staff-roster:history.undo');
      expect(await main(go)).toContain(go.t('staff-roster:done.undone'));
      expect(await field(go, 'staff-roster:form.ceiling').inputValue()).toBe('12');

      await go.follow('staff-roster:entry.end');
      expect(new URL(go.page.url()).pathname).toBe(`${entry}/avsluta`);
      expect(await main(go)).toContain(go.t('staff-roster:end.nobody'));
      await looksRight(go, script);
      await go.press('staff-roster:end.confirm');
      expect(await main(go)).toContain(go.t('staff-roster:done.ended'));

      await go.page.goto(`${list}?visa=not`);
      expect(await main(go)).toContain('Maja Prövning');
      await go.page.goto(`${list}?visa=choosable`);
      expect(await main(go)).not.toContain('Maja Prövning');
    }));

  test('chooses rows, sees every difference, then saves', () =>
    as('unitManager', manager, { script, width }, async (go) => {
      await go.follow('staff-roster:title');
      await go.press('staff-roster:many.preview');
      expect(await main(go)).toContain(go.t('staff-roster:fault.nothing-chosen'));
      await looksRight(go, script);
      await go.page.goBack();
      const first = go.page.locator('input[name="doctorIds"]').first();
      await first.check();
      await field(go, 'staff-roster:many.setCeiling').check();
      await field(go, 'staff-roster:form.ceiling').fill('4321');
      await go.press('staff-roster:many.preview');
      expect(await main(go)).toContain('4321');
      await looksRight(go, script);
      await go.press('staff-roster:many.save');
      expect(await main(go)).toContain(go.t('staff-roster:done.many'));
      expect(await main(go)).toContain('4321');
    }));

  test('a list without a doctor is for staff alone', () =>
    as('unitManager', manager, { script, width }, async (go) => {
      await go.follow('staff-roster:title');
      const careUnitId = new URL(go.page.url()).pathname.split('/')[4];
      await go.follow('staff-roster:newList');
      await go.page.getByLabel(go.t('staff-roster:form.listName')).fill('Vakant lista nio');
      await looksRight(go, script);
      await go.press('staff-roster:form.saveNew');
      expect(await main(go)).toContain(go.t('staff-roster:choosable.placeholder-list'));
      await go.open(`/enhet/${careUnitId}`);
      expect(await go.page.content()).not.toContain('Vakant lista nio');
    }));
});

test('another unit’s roster is as one that does not exist', () =>
  as('unitManager', 0, { script: false }, async (go) => {
    await go.follow('staff-roster:title');
    const own = new URL(go.page.url()).pathname.split('/')[4];
    const found = await go.page.request.get(`${service.origin}/api/care-units`);
    const { careUnits } = await found.json();
    const other = careUnits.find(({ careUnitId }: { careUnitId: string }) => careUnitId !== own);
    expect(await go.open(`/personal/enhet/${own}/lakare`)).toBe(200);
    expect(await go.open(`/personal/enhet/${other.careUnitId}/lakare`)).toBe(404);
    const others = await main(go);
    expect(await go.open('/personal/enhet/no-such-unit/lakare')).toBe(404);
    expect(withoutReference(await main(go))).toBe(withoutReference(others));
  }));

const withoutReference = (text: string) => text.replace(/\S+\.?$/, '');

test('the region’s officer reads a roster and changes nothing', () =>
  as('listingOfficer', 0, { script: true }, async (go) => {
    const units = await go.page.request.get(`${service.origin}/api/care-units`);
    const { careUnits } = await units.json();
    await go.open(`/personal/enhet/${careUnits[0].careUnitId}/lakare`);
    expect(await main(go)).toContain(go.t('staff-roster:entry.noRight'));
    expect(await go.page.locator('input[name="doctorIds"]').count()).toBe(0);
    await looksRight(go, true);
    await go.page.locator('tbody th a').first().click();
    expect(await go.page.locator('main form').count()).toBe(0);
    await looksRight(go, true);
  }));
