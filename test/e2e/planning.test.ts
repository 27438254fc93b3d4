import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeViolations, overflow } from '#support/accessibility.ts';
import { launch, type Visit, type Visitor, visit } from '#support/browser.ts';
import { type DemoStaff, demoStaff } from '#support/demo-staff.ts';
import { type Walk, walk } from '#support/walk.ts';

const service = inject('service');
const staff = demoStaff(service.staffFile);
const [unitA = '', unitB = ''] = staff.careUnitIds();
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function as(
  member: DemoStaff,
  visitor: Visitor,
  steps: (go: Walk, visited: Visit) => Promise<void>,
): Promise<void> {
  const visited = await visit(browser, [service.origin, service.staffIssuer], visitor);
  const go = walk(visited.page, service, 'sv');
  await go.open('/personal/logga-in');
  await go.signIn(member);
  await expect.poll(() => go.open('/personal'), { timeout: 60_000 }).toBe(200);
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

/** Doctors of a unit as any patient is told of them. */
async function doctorsTold(careUnitId: string): Promise<{ doctorId: string; availability: string }[]> {
  const response = await fetch(`${service.origin}/api/care-units/${careUnitId}`);
  const { careUnit } = await response.json();
  return careUnit.doctors;
}

describe.each([
  { script: true, width: 1280, careUnitId: unitA },
  { script: false, width: 320, careUnitId: unitB },
] as const)('a manager plans (script: $script, $width px)', ({ script, width, careUnitId }) => {
  test('from the start page to a ceiling that patients meet', () =>
    as(staff.find('unitManager', careUnitId), { script, width }, async (go) => {
      const offered = (await doctorsTold(careUnitId)).find(
        ({ availability }) => availability === 'open' || availability === 'fewPlaces',
      );
      if (!offered) throw new Error('Nobody can be chosen at the unit');
      const { doctorId } = offered;
      const field = (name: string) => go.page.locator(`[name="${name}"]`);

      await go.follow('staff-planning:title');
      await looksRight(go, script);
      await go.follow('staff-planning:new');
      await field('name').fill('Med mer handledning');
      await field('unit.people').fill('många');
      await field(`doctors.${doctorId}.share`).fill('130');
      await go.press('staff-planning:form.save');
      // Both faults at once, at their fields; what was typed is still there.
      expect(await main(go)).toContain(go.t('staff-planning:fault.number-needed'));
      expect(await main(go)).toContain(go.t('staff-planning:fault.out-of-range', { min: 1, max: 100 }));
      expect(await field('unit.people').inputValue()).toBe('många');
      await looksRight(go, script);

      // All the time goes to other duties: nobody more can be looked after.
      await field('unit.people').fill('4 200');
      await field(`doctors.${doctorId}.share`).fill('100');
      await field(`doctors.${doctorId}.otherDuties`).fill('40');
      await go.press('staff-planning:form.save');
      expect(await main(go)).toContain(go.t('staff-planning:done.saved'));
      const scenario = new URL(go.page.url()).pathname;
      await looksRight(go, script);
      const chart = go.page.locator('svg.tornado__chart');
      expect(await chart.getAttribute('role')).toBe('img');
      expect(await chart.locator('desc').textContent()).toContain(
        go.t('staff-planning:input.minutesPerVisit'),
      );
      expect(await go.page.locator('#unit-chart-table tbody tr').count()).toBe(15);
      expect(await chart.locator('.tornado__more').count()).toBeGreaterThan(3);

      const acts = go.page.locator(`section[aria-labelledby="${doctorId}-review-title"]`);
      expect(await acts.locator('button[value="apply"]').count()).toBe(0);
      await acts.locator('[name="manager"]').check();
      await acts.locator('button[value="review"]').click();
      expect(await main(go)).toContain(go.t('staff-planning:fault.must-take-part'));
      await looksRight(go, script);
      for (const one of ['manager', 'doctor']) await acts.locator(`[name="${one}"]`).check();
      await acts.locator('button[value="review"]').click();
      expect(await main(go)).toContain(go.t('staff-planning:done.reviewed'));
      await looksRight(go, script);

      await acts.locator('button[value="apply"]').click();
      expect(await main(go)).toContain(go.t('staff-planning:done.applied'));
      await expect
        .poll(
          async () => (await doctorsTold(careUnitId)).find((one) => one.doctorId === doctorId)?.availability,
          {
            timeout: 30_000,
          },
        )
        .toBe('full');

      await go.page.goto(`${service.origin}${scenario}/andra`);
      await looksRight(go, script);
      await go.press('staff-planning:form.save');
      expect(await acts.locator('button[value="apply"]').count()).toBe(0);
      expect(await acts.innerText()).toContain(go.t('staff-planning:review.missing'));
    }));

  test('compares scenarios side by side, on screen and on paper', () =>
    as(staff.find('unitAdministrator', careUnitId), { script, width }, async (go) => {
      await go.follow('staff-planning:title');
      expect(await main(go)).toContain(go.t('staff-planning:noRight'));
      const names = await go.page.locator('.scenarios a').allInnerTexts();
      const heads = await go.page.locator('#scenarios thead th').allInnerTexts();
      expect(heads.slice(1)).toEqual(names);
      await go.page.locator('input[name="visa"]').first().isVisible();
      await go.page.emulateMedia({ media: 'print' });
      expect(await go.page.locator('#scenarios').isVisible()).toBe(true);
      expect(await go.page.locator('.table__filter').first().isVisible()).toBe(false);
      await go.page.emulateMedia({ media: 'screen' });
      await looksRight(go, script);
    }));
});

test.each(['analyst', 'listingOfficer'] as const)('the region reads: %s', (role) =>
  as(staff.find(role), { script: true, width: 320 }, async (go) => {
    await go.follow('staff-planning:region.title');
    await looksRight(go, true);
    await go.page.goto(`${go.page.url()}?q=zzzzzzz`);
    expect(await go.page.locator('#units .table__empty').isVisible()).toBe(true);
    await go.open(`/personal/enhet/${unitA}/dimensionering`);
    expect(await main(go)).toContain(go.t('staff-planning:noRight'));
    await go.page.locator('.scenarios a').first().click();
    expect(await go.page.locator('main form').count()).toBe(0);
    await looksRight(go, true);
    expect(await go.open(`/personal/enhet/${unitA}/dimensionering/ny`)).toBe(403);
  }),
);
