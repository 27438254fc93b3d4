import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { addDays, localDate } from '#domain/stockholm-time.ts';
import { axeViolations, overflow } from '#support/accessibility.ts';
import { launch, type Visit, type Visitor, visit } from '#support/browser.ts';
import { type DemoStaff, demoStaff } from '#support/demo-staff.ts';
import { type Walk, walk } from '#support/walk.ts';

const service = inject('service');
const staff = demoStaff(service.staffFile);
const [unitA = '', unitB = '', unitC = ''] = staff.careUnitIds();
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
  // The first call after a start may find no function ready yet.
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
/** Fills the fields of the form that holds a hidden `act`, by name; without one, of the page's posted form. */
async function fill(
  go: Walk,
  act: string | undefined,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const form =
    act === undefined
      ? go.page.locator('main form[method="post"]')
      : go.page.locator('main form', { has: go.page.locator(`input[name="act"][value="${act}"]`) });
  for (const [name, value] of Object.entries(values)) await form.locator(`[name="${name}"]`).fill(value);
}
async function submit(go: Walk, act: string): Promise<void> {
  const form = go.page.locator('main form', { has: go.page.locator(`input[name="act"][value="${act}"]`) });
  await form.locator('button').first().click();
}
/** What any patient is told of the unit. */
async function told(careUnitId: string): Promise<{ availability: string; cap?: { through?: string } }> {
  const response = await fetch(`${service.origin}/api/care-units/${careUnitId}`);
  const { careUnit } = await response.json();
  return careUnit;
}

const today = localDate(new Date());
const through = addDays(today, 40);
const written = { reasons: 'Två läkare har slutat.', diaryNumber: 'HSN 2026/77', announcedOn: today };

describe.each([
  { script: true, width: 1280, careUnitId: unitA },
  { script: false, width: 320, careUnitId: unitC },
] as const)(
  'a cap, from application to patients (script: $script, $width px)',
  ({ script, width, careUnitId }) => {
    const manager = staff.find('unitManager', careUnitId);
    const decider = staff.find('regionDecider');
    const visitor = { script, width };

    test('the unit’s manager applies; what is missing is told, what was typed stays', () =>
      as(manager, visitor, async (go) => {
        await go.follow('staff-caps:open');
        await looksRight(go, script);
        await fill(go, undefined, { reasons: 'Två läkare har slutat.', number: 'många' });
        await go.press('staff-caps:apply.send');
        for (const field of ['number', 'from', 'actionPlan'] as const)
          expect(await main(go)).toContain(go.t(`staff-caps:fault.${field}`));
        expect(await go.page.locator('[name="reasons"]').inputValue()).toBe('Två läkare har slutat.');
        await looksRight(go, script);
        await fill(go, undefined, { actionPlan: 'Anställa två.', number: '1', from: today });
        await go.press('staff-caps:apply.send');
        // The region requires a last day.
        expect(await main(go)).toContain(go.t('problems:cap-period-invalid.detail'));
        await fill(go, undefined, { through });
        await go.press('staff-caps:apply.send');
        expect(await main(go)).toContain(go.t('staff-caps:apply.done'));
        expect(await main(go)).toContain(go.t('staff-caps:apply.waiting'));
        await looksRight(go, script);
        expect((await told(careUnitId)).cap?.through).not.toBe(through);
      }));

    test('the region’s decider simulates, previews, decides; patients see it at once', () =>
      as(decider, visitor, async (go) => {
        await openCase(go);
        await looksRight(go, script);
        await go.page.locator('[name="antal"]').fill('2');
        await go.press('staff-caps:simulation.again');
        expect(await main(go)).toContain(go.t('staff-caps:simulation.nearby'));
        await fill(go, 'decide', { ...written, number: '2' });
        await submit(go, 'decide');
        await looksRight(go, script);
        await go.press('staff-caps:preview.confirm');
        // Another number than asked for is no grant.
        expect(await main(go)).toContain(go.t('problems:cap-differs-from-application.detail'));
        await fill(go, 'decide', { number: '1' });
        await submit(go, 'decide');
        await go.press('staff-caps:preview.change');
        expect(await go.page.locator('form [name="reasons"]').first().inputValue()).toBe(written.reasons);
        await submit(go, 'decide');
        await go.press('staff-caps:preview.confirm');
        await go.page.waitForURL(/\/beslut\//);
        expect(await main(go)).toContain(go.t('staff-caps:challenge.what'));
        expect(await main(go)).toContain(written.diaryNumber);
        await looksRight(go, script);
        await expect
          .poll(() => told(careUnitId), { timeout: 20_000 })
          .toMatchObject({ availability: 'full', cap: { through } });
      }));

    test('the manager and the region are reminded on their start pages, and of an extended cap no more', async () => {
      await fetch(`${service.control}/run?name=remind-caps`);
      await fetch(`${service.control}/run?name=remind-caps`);
      await as(manager, visitor, async (go) => {
        await go.open('/personal');
        expect(await main(go)).toContain(go.t('staff-caps:reminder.title'));
        expect((await main(go)).split(written.diaryNumber)).toHaveLength(2);
        await looksRight(go, script);
      });
      await as(decider, visitor, async (go) => {
        await go.open('/personal');
        expect(await main(go)).toContain(written.diaryNumber);
        await openCase(go);
        await fill(go, 'extend', { ...written, through: addDays(today, 200) });
        await submit(go, 'extend');
        await go.press('staff-caps:preview.confirm');
        await go.page.waitForURL(/\/beslut\//);
        await go.open('/personal');
        expect(await main(go)).not.toContain(written.diaryNumber);
      });
    });

    test('the cap is lifted by a decision of its own; the unit sees all three', async () => {
      await as(decider, visitor, async (go) => {
        await openCase(go);
        await fill(go, 'end', { ...written, liftedFrom: addDays(today, -1) });
        await submit(go, 'end');
        await go.press('staff-caps:preview.confirm');
        expect(await main(go)).toContain(go.t('problems:cap-period-invalid.detail'));
        await fill(go, 'end', { liftedFrom: today });
        await submit(go, 'end');
        await go.press('staff-caps:preview.confirm');
        await go.page.waitForURL(/\/beslut\//);
        await expect
          .poll(async () => (await told(careUnitId)).cap?.through ?? 'none', { timeout: 20_000 })
          .not.toBe(addDays(today, 200));
      });
      await as(manager, visitor, async (go) => {
        await go.follow('staff-caps:open');
        const decisions = await go.page.locator('#decisions tbody').innerText();
        for (const kind of ['grant', 'extend', 'endEarly'] as const)
          expect(decisions).toContain(go.t(`staff-caps:kind.${kind}`));
        await go.page.locator('#decisions tbody a').first().click();
        await go.page.waitForURL(/\/beslut\//);
        expect(await main(go)).toContain(go.t('staff-caps:challenge.how'));
        await looksRight(go, script);
      });
    });

    /** From the start page to the unit's case. */
    async function openCase(go: Walk): Promise<void> {
      await go.open('/personal');
      await go.follow('staff-caps:openRegion');
      await looksRight(go, script);
      await go.page.goto(`${go.page.url()}?visa=all&sortera=age`);
      const name = await unitName(careUnitId);
      await go.page.getByRole('link', { name, exact: true }).first().click();
      await go.page.waitForURL(/listningstak\/[a-z0-9]{26}$/);
    }
  },
);

async function unitName(careUnitId: string): Promise<string> {
  const response = await fetch(`${service.origin}/api/care-units/${careUnitId}`);
  const { careUnit } = await response.json();
  return careUnit.name;
}

test('an officer prepares and does not decide; another unit’s caps are as none', async () => {
  await as(staff.find('listingOfficer'), { script: true }, async (go) => {
    await go.open('/personal/region/listningstak');
    await go.page
      .getByRole('link', { name: await unitName(unitB), exact: true })
      .first()
      .click();
    expect(await go.page.locator('input[name="act"][value="decide"]').count()).toBe(0);
    await fill(go, 'consultation', { heldOn: today, summary: 'Vi träffade chefen.' });
    await submit(go, 'consultation');
    expect(await main(go)).toContain(go.t('staff-caps:consultation.done'));
    expect(await main(go)).toContain('Vi träffade chefen.');
    await looksRight(go, true);
  });
  await as(staff.find('unitManager', unitA), { script: false }, async (go) => {
    expect(await go.open(`/personal/enhet/${unitC}/listningstak`)).toBe(404);
    expect(await go.open('/personal/region/listningstak')).toBe(403);
  });
  await as(staff.find('unitAdministrator', unitA), { script: false }, async (go) => {
    expect(await go.open(`/personal/enhet/${unitA}/listningstak`)).toBe(200);
  });
});
