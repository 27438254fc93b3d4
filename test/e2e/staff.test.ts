import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { regionRoles, staffRoles } from '#contract/staff-roles.ts';
import { axeViolations } from '#support/accessibility.ts';
import { launch, visit } from '#support/browser.ts';
import { demoPeople } from '#support/demo-people.ts';
import { demoStaff } from '#support/demo-staff.ts';
import { walk } from '#support/walk.ts';

const service = inject('service');
const origins = [service.origin, service.issuer, service.staffIssuer];
const staff = demoStaff(service.staffFile);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Opens a browser on the staff login page. */
async function atLogin(script: boolean) {
  const visited = await visit(browser, origins, { script });
  const walker = walk(visited.page, service, 'sv');
  await walker.open('/personal/logga-in');
  return { ...visited, walker };
}

describe.concurrent.each([
  ['with script', true],
  ['without script', false],
])('%s', (_how, script) => {
  test.each(staffRoles)('%s signs in, sees the own role, stays and logs out', async (role) => {
    const { walker, page, close, violations, foreignRequests } = await atLogin(script);
    const { t } = walker;
    const member = staff.find(role);
    await walker.signIn(member);
    expect(new URL(page.url()).pathname).toBe('/sv/personal');
    await expect
      .poll(() => page.getByRole('heading', { level: 2 }).allTextContents())
      .toContain(t(`staff:role.${role}`));
    const isRegional = regionRoles.some((one) => one === role);
    expect(await page.getByText(t('staff:start.inRegion'), { exact: true }).count()).toBe(isRegional ? 1 : 0);
    for (const careUnitId of member.careUnitIds)
      expect(await page.locator(`a[href="/sv/enhet/${careUnitId}"]`).count()).toBe(1);
    // Who somebody is, is shown by role and unit; the name stays sealed.
    expect(await page.content()).not.toContain(member.name);
    expect(await page.content()).not.toContain(member.number);
    await walker.press('session:extend');
    await page.waitForURL('**/sv/personal');
    await walker.press('common:menu.logOut');
    await page.locator('button[name="logout"]').click();
    await page.waitForURL('**/sv/personal/utloggad');
    await walker.open('/personal');
    expect(new URL(page.url()).pathname).toBe('/sv/personal/logga-in');
    expect([violations, foreignRequests]).toEqual([[], []]);
    await close();
  });

  test('one who is not signed in is led to the login and back', async () => {
    const { walker, page, close } = await atLogin(script);
    await walker.open('/personal');
    expect(new URL(page.url()).pathname).toBe('/sv/personal/logga-in');
    await walker.signIn(staff.find('analyst'));
    expect(new URL(page.url()).pathname).toBe('/sv/personal');
    await close();
  });

  test('a valid e-ID without a role in force ends on a page that says so, without a session', async () => {
    for (const member of [staff.find('noRoleNow'), { number: 'SE2321000180-DEMONOBODY' }]) {
      const { walker, page, context, close } = await atLogin(script);
      await walker.signIn(member);
      expect(new URL(page.url()).pathname).toBe('/sv/personal/inloggning');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
        walker.t('staff:failure.no-role.title'),
      );
      expect((await context.cookies()).filter(({ name }) => name === '__Host-staff')).toEqual([]);
      // axe is itself a script.
      if (script) expect(await axeViolations(page)).toEqual([]);
      await close();
    }
  });

  test('who cancels is told so, and can try again', async () => {
    const { walker, page, close } = await atLogin(script);
    await page.locator('a[href*="/auth/login"]').first().click();
    await page.locator('button[name="cancel"]').click();
    await page.waitForURL('**/sv/personal/inloggning?*');
    await walker.follow('staff:failure.again');
    expect(new URL(page.url()).pathname).toBe('/sv/personal/logga-in');
    await close();
  });
});

test('a person is nobody in the staff part, and staff are nobody on a person’s pages', async () => {
  const person = await visit(browser, origins);
  const asPerson = walk(person.page, service, 'sv');
  await asPerson.open('/logga-in');
  await asPerson.signIn(demoPeople(service.demoFile).next('not-listed'));
  await asPerson.open('/personal');
  expect(new URL(person.page.url()).pathname).toBe('/sv/personal/logga-in');
  await person.close();

  const { walker, page, close } = await atLogin(true);
  await walker.signIn(staff.find('regionDecider'));
  await walker.open('/min-sida');
  expect(new URL(page.url()).pathname).toBe('/sv/logga-in');
  await close();
});

test('the login page of people offers no e-ID for work, and the other way round', async () => {
  const { walker, page, close } = await atLogin(true);
  expect(await page.locator('a[href*="issuer=test-e-id&"]').count()).toBe(0);
  await walker.open('/logga-in');
  expect(await page.locator('a[href*="issuer=test-staff-e-id"]').count()).toBe(0);
  expect(await page.locator('a[href*="issuer=test-e-id&"]').count()).toBe(1);
  await close();
});
