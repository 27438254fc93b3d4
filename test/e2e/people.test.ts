import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeViolations } from '#support/accessibility.ts';
import { launch, visit } from '#support/browser.ts';
import { demoPeople } from '#support/demo-people.ts';
import { demoStaff } from '#support/demo-staff.ts';
import { walk } from '#support/walk.ts';

const service = inject('service');
const origins = [service.origin, service.issuer, service.staffIssuer];
const staff = demoStaff(service.staffFile);
const people = demoPeople(service.demoFile);
const unit = staff.careUnitIds()[0] ?? '';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
  await openDoctors();
});
afterAll(() => browser.close());

async function signedInStaff(role: 'unitAdministrator' | 'listingOfficer', script: boolean) {
  const visited = await visit(browser, origins, { script });
  const walker = walk(visited.page, service, 'sv');
  await walker.open('/personal/logga-in');
  await walker.signIn(role === 'listingOfficer' ? staff.find(role) : staff.find(role, unit));
  return { ...visited, walker };
}

/** Other journeys leave ceilings behind: here every doctor of the unit takes new people, without one. */
async function openDoctors(): Promise<void> {
  const { page, close } = await signedInStaff('unitAdministrator', true);
  const path = `${service.origin}/api/staff/care-units/${unit}`;
  const { rev, rows, today } = await (await page.request.get(`${path}/roster`)).json();
  const doctorIds = rows
    .filter(({ kind }: { kind: string }) => kind === 'doctor')
    .map(({ doctorId }: { doctorId: string }) => doctorId);
  const changed = await page.request.post(`${path}/roster-changes`, {
    headers: { origin: service.origin },
    data: { rev, doctorIds, acceptsNew: true, ceiling: { value: null, from: today } },
  });
  expect([200, 409]).toContain(changed.status());
  await close();
}

/** axe is itself a script. */
const accessible = async (page: Awaited<ReturnType<typeof signedInStaff>>['page'], script: boolean) =>
  script ? expect(await axeViolations(page)).toEqual([]) : undefined;

describe.each([
  ['with script, sv', true, 'sv', 'accept'],
  ['without script, ar', false, 'ar', 'decline'],
  ['with script, sv-ung', true, 'sv-ung', 'decline'],
] as const)('%s', (_how, script, tag, reply) => {
  test('a unit finds somebody, registers or proposes a doctor, and the person answers', async () => {
    const person = people.next('listed-with-staff');
    const desk = await signedInStaff('unitAdministrator', script);
    const { walker, page } = desk;
    await walker.follow('staff-people:find.open');
    // The purpose is asked for first, and what is typed later is never lost.
    await accessible(page, script);
    await walker.press('staff-people:purpose.choose');
    expect(await page.locator('#purpose-error').count()).toBe(1);
    await page
      .getByRole('radio', { name: walker.t('staff-people:purpose.of.listingAdministration.label') })
      .check();
    await walker.press('staff-people:purpose.choose');
    await accessible(page, script);
    await page.locator('#number').fill(person.number);
    await walker.press('staff-people:find.submit');
    await page.waitForURL(/\/personer\/[a-z0-9]{26}$/);
    expect(page.url()).not.toContain(person.number);
    await accessible(page, script);
    const doctor = page.locator('input[name="doctorId"]').first();
    await doctor.check();
    const registers = (await page.locator('button[value="registered"]').count()) > 0;
    await page.locator(`button[value="${registers ? 'registered' : 'proposed'}"]`).click();
    await page.waitForURL(/klart=/);
    await accessible(page, script);

    const mine = await visit(browser, origins, { script });
    const me = walk(mine.page, service, tag);
    await me.open('/logga-in');
    await me.signIn(person);
    await me.open('/min-sida');
    await accessible(mine.page, script);
    const button = mine.page.locator(`button[name="answer"][value="${reply}"]`);
    expect(await button.count()).toBe(1);
    await button.click();
    await mine.page.waitForURL(/klart=(ja|nej)/);
    expect(await mine.page.locator('button[name="answer"]').count()).toBe(0);
    expect([mine.violations, mine.foreignRequests]).toEqual([[], []]);
    await mine.close();

    await page.goto(page.url().replace(/\?.*/, ''));
    await expect
      .poll(() => page.locator('section[aria-labelledby="history"]').textContent())
      .toContain('Personen tackade');
    expect([desk.violations, desk.foreignRequests]).toEqual([[], []]);
    await desk.close();
  });
});

test('whom the unit may not know of is the same as nobody; a purpose that was ended is asked for with what was typed kept', async () => {
  const { walker, page, close } = await signedInStaff('unitAdministrator', false);
  await walker.open(`/personal/enhet/${unit}/personer`);
  await page.locator('#purpose-care').check();
  await walker.press('staff-people:purpose.choose');
  const nobody = async (number: string) => {
    await page.locator('#number').fill(number);
    await walker.press('staff-people:find.submit');
    const main = (await page.locator('main').textContent()) ?? '';
    expect(main).toContain(walker.t('staff-people:find.nobody.unit'));
  };
  await nobody(people.next('protected-identity').number);
  await nobody(people.next('not-listed').number);
  // Another page of the same session ends the purpose while a number stands typed here.
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.locator('.purpose-now button').click();
  await page.locator('#number').fill('19800102-2386');
  await walker.press('staff-people:find.submit');
  expect(await page.locator('input[type="hidden"][name="number"]').inputValue()).toBe('19800102-2386');
  await page.locator('#purpose-care').check();
  await walker.press('staff-people:purpose.choose');
  expect(await page.locator('#number').inputValue()).toBe('19800102-2386');
  await close();
});

test('the region’s officer sees a protected person as a row, and more for a reason', async () => {
  const person = people.next('protected-identity');
  const { walker, page, close } = await signedInStaff('listingOfficer', true);
  await walker.follow('staff-people:find.open');
  await page.locator('#purpose-caseHandling').check();
  await walker.press('staff-people:purpose.choose');
  await page.locator('#number').fill(person.number);
  await walker.press('staff-people:find.submit');
  await page.waitForURL(/\/personer\/[a-z0-9]{26}$/);
  expect(await page.content()).not.toContain(person.name);
  await accessible(page, true);
  await walker.press('staff-people:protected.open');
  expect(await page.locator('#reason-error').count()).toBe(1);
  await page.locator('#reason').fill('Personen ringde och bad om hjälp.');
  await walker.press('staff-people:protected.open');
  expect(await page.content()).toContain(person.name);
  await accessible(page, true);
  await close();
});
