import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeViolations, overflow } from '#support/accessibility.ts';
import { launch, type Visitor, visit } from '#support/browser.ts';
import { demoPeople } from '#support/demo-people.ts';
import { demoStaff } from '#support/demo-staff.ts';
import { type Walk, walk } from '#support/walk.ts';

const service = inject('service');
const people = demoPeople(service.demoFile);
const staff = demoStaff(service.staffFile);
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const main = (go: Walk) => go.page.locator('main').innerText();
async function looksRight(go: Walk, script: boolean): Promise<void> {
  expect(await overflow(go.page), go.page.url()).toBeLessThanOrEqual(0);
  if (script) expect(await axeViolations(go.page), go.page.url()).toEqual([]);
}
const visitors: [string, boolean, Visitor][] = [
  ['with script', true, {}],
  ['without script, 320 px', false, { script: false, width: 320 }],
];

describe.each(visitors)('%s', (_, script, visitor) => {
  test('one who is exempt chooses a full unit and is told why, from the first page to the receipt', async () => {
    const visited = await visit(browser, [service.origin, service.issuer], visitor);
    const go = walk(visited.page, service, 'sv');
    const { page, t } = go;
    await go.open('/logga-in');
    await go.signIn(people.next('exempt'));
    await expect.poll(() => go.open('/min-sida'), { timeout: 60_000 }).toBe(200);
    expect(await main(go)).toContain(t('mypage:exemption.title'));
    await looksRight(go, script);
    await page.locator('main a[href*="/valj/enhet/"]').first().click();
    await page.waitForURL(/\/valj\/lakare/);
    expect(await main(go)).toContain(t('unit:exemption.careHome'));
    await page.locator('input[type="radio"][value="later"]').check();
    await go.press('choose:next');
    await page.getByRole('checkbox').check();
    await go.press('choose:next');
    await page.waitForURL(/\/valj\/kontrollera/);
    expect(await main(go)).toContain(t('unit:exemption.careHome'));
    await looksRight(go, script);
    await go.press('choose:check.confirm');
    await page.waitForURL(/\/kvitto\//);
    expect(await main(go)).toContain(t('receipt:facts.exempted', { ground: t('unit:exemption.careHome') }));
    await looksRight(go, script);
    expect(visited.violations).toEqual([]);
    await visited.close();
  });

  test('another is told whom the cap lets past and whom to ask, and is promised nothing', async () => {
    const visited = await visit(browser, [service.origin, service.issuer], visitor);
    const go = walk(visited.page, service, 'sv');
    const { page, t } = go;
    const full = await fullUnit();
    await go.open(`/enhet/${full}`);
    expect(await main(go)).toContain(t('unit:exemption.careHome'));
    await looksRight(go, script);
    await go.open('/logga-in');
    await go.signIn(people.next('changes-left-2'));
    await expect.poll(() => go.open(`/valj/enhet/${full}`), { timeout: 60_000 }).toBe(200);
    const told = await main(go);
    expect(told).toContain(t('choose:stop.full.title'));
    expect(told).toContain(t('unit:exemption.careHome'));
    expect(told).toContain(t('choose:stop.exemptions.not'));
    expect(await page.locator('main form').count()).toBe(0);
    await looksRight(go, script);
    await visited.close();
  });

  test('the region’s officer registers a number, reads the same answer for any, and withdraws', async () => {
    const visited = await visit(browser, [service.origin, service.staffIssuer], visitor);
    const go = walk(visited.page, service, 'sv');
    const { page, t } = go;
    await go.open('/personal/logga-in');
    await go.signIn(staff.find('listingOfficer'));
    const here = `/personal/enhet/${await fullUnit()}/undantag`;
    await expect.poll(() => go.open(here), { timeout: 60_000 }).toBe(200);
    await looksRight(go, script);
    await page.locator('[name="number"]').fill('1234');
    await page.locator('main form button').first().click();
    expect(await main(go)).toContain(t('staff-exemptions:register.fault.number'));
    expect(await main(go)).toContain(t('staff-exemptions:register.fault.code'));
    await looksRight(go, script);
    const rows = page.locator('#table tbody tr');
    const before = await rows.count();
    for (const number of [people.next('changes-left-1').number, people.next('not-listed').number]) {
      await page.locator('[name="number"]').fill(number);
      await page.locator('[name="code"]').selectOption('careHome');
      await page.locator('main form button').first().click();
      await page.waitForURL(/klart=registrerat/);
      expect(await main(go)).toContain('Om numret tillhör någon i tjänsten');
      expect(await main(go)).not.toContain(number);
    }
    expect(await rows.count()).toBe(before + 2);
    await page
      .getByRole('button', { name: /^Återkalla/ })
      .first()
      .click();
    await page.waitForURL(/klart=aterkallat/);
    expect(await rows.first().innerText()).toContain(t('staff-exemptions:state.withdrawn'));
    await looksRight(go, script);
    expect(visited.violations).toEqual([]);
    await visited.close();
  });
});

/** The unit of the demo that is full and whose cap lets residents of care homes past. */
async function fullUnit(): Promise<string> {
  const found = await (await fetch(`${service.origin}/api/care-units`)).json();
  for (const { careUnitId, availability } of found.careUnits) {
    if (availability !== 'full') continue;
    const { careUnit } = await (await fetch(`${service.origin}/api/care-units/${careUnitId}`)).json();
    if (careUnit.cap?.exemptions?.includes('careHome')) return careUnitId;
  }
  throw new Error('No full unit lets anybody past');
}
