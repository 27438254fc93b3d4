import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { overflow } from '#support/accessibility.ts';
import { launch, type Visitor, visit } from '#support/browser.ts';
import { demoPeople } from '#support/demo-people.ts';
import { careUnit } from '#support/visits.ts';
import { walk } from '#support/walk.ts';

const service = inject('service');
const origins = [service.origin, service.issuer];
const people = demoPeople(service.demoFile);
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const visitors: readonly (Visitor & { readonly tag: string })[] = [
  { tag: 'sv', width: 1280, script: true },
  { tag: 'sv', width: 320, script: false },
  { tag: 'sv-ung', width: 320, script: true },
  { tag: 'ar', width: 1280, script: false },
];

describe.each(visitors)('the whole journey in $tag at $width px, script $script', ({ tag, ...visitor }) => {
  test('from the start page to a named doctor, cancelled and out again', async () => {
    const visited = await visit(browser, origins, visitor);
    const { page, t, ...go } = walk(visited.page, service, tag);
    const noOverflow = async () => expect(await overflow(page), page.url()).toBeLessThanOrEqual(0);

    await go.open('/hitta?doctor=places&accepts=new');
    await noOverflow();
    await page.locator(`a[href$="/enhet/${careUnit}"]`).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator(`a[href$="/valj/enhet/${careUnit}"]`).first().click();

    // Not signed in: the login page, and back to the choice after it.
    expect(page.url()).toContain('/logga-in');
    await go.signIn(people.next('not-listed'));
    await page.waitForURL(/\/valj\/lakare/);
    await noOverflow();

    await go.press('choose:next');
    await page.getByText(t('choose:doctor.required')).first().waitFor();
    const doctor = page.locator('input[type="radio"][value^="doctor:"]:not([disabled])').first();
    const doctorName = await page
      .locator(`label[for="${await doctor.getAttribute('id')}"] .doctor-choice__name`)
      .innerText();
    await doctor.check();
    await go.press('choose:next');

    await page.waitForURL(/\/valj\/villkor/);
    await noOverflow();
    await page.getByRole('checkbox').check();
    await go.press('choose:next');

    await page.waitForURL(/\/valj\/kontrollera/);
    await noOverflow();
    await go.press('choose:check.confirm');
    await page.waitForURL(/\/kvitto\/[a-z0-9]{26}/);
    await noOverflow();
    expect(await page.locator('h1').innerText(), 'the receipt names the doctor first').toContain(doctorName);

    await go.open('/min-sida');
    await noOverflow();
    expect(await page.locator('h1').innerText(), 'my page too').toContain(doctorName);

    const cookies = await visited.context.cookies(service.origin);
    expect(
      cookies.map(({ name, httpOnly, secure, sameSite }) => ({ name, httpOnly, secure, sameSite })),
    ).toEqual([{ name: '__Host-person', httpOnly: true, secure: true, sameSite: 'Lax' }]);

    await page.locator('a[href$="/min-sida/avbryt"]').first().click();
    await page.locator('main form[method="post"] button').first().click();
    await page.waitForURL(/\/min-sida/);
    expect(await page.locator('main').innerText()).toContain(t('mypage:none.title'));

    await page.locator('form[action$="/session/logga-ut"] button').first().click();
    await page.waitForURL((url) => url.pathname.endsWith('/utloggad') || url.origin !== service.origin);
    await go.open('/min-sida');
    expect(page.url()).toContain('/logga-in');

    expect(visited.foreignRequests).toEqual([]);
    expect(visited.violations).toEqual([]);
    await visited.close();
  });
});
