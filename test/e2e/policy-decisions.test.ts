import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { addDays, localDate } from '#domain/stockholm-time.ts';
import { axeViolations, overflow } from '#support/accessibility.ts';
import { launch, type Visitor, visit } from '#support/browser.ts';
import { type DemoStaff, demoStaff } from '#support/demo-staff.ts';
import { type Walk, walk } from '#support/walk.ts';

const service = inject('service');
const staff = demoStaff(service.staffFile);
const [unitA = '', , unitC = ''] = staff.careUnitIds();
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function as(member: DemoStaff, visitor: Visitor, steps: (go: Walk) => Promise<void>): Promise<void> {
  const visited = await visit(browser, [service.origin, service.staffIssuer], visitor);
  const go = walk(visited.page, service, 'sv');
  await go.open('/personal/logga-in');
  await go.signIn(member);
  // The first call after a start may find no function ready yet.
  await expect.poll(() => go.open('/personal'), { timeout: 60_000 }).toBe(200);
  await steps(go);
  expect(visited.violations).toEqual([]);
  expect(visited.foreignRequests).toEqual([]);
  await visited.close();
}

const main = (go: Walk) => go.page.locator('main').innerText();
async function looksRight(go: Walk, script: boolean): Promise<void> {
  expect(await overflow(go.page), go.page.url()).toBeLessThanOrEqual(0);
  if (script) expect(await axeViolations(go.page), go.page.url()).toEqual([]);
}
async function fill(go: Walk, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values))
    await go.page.locator(`main [name="${name}"]`).fill(value);
}

const today = localDate(new Date());

describe.each([
  { script: true, width: 1280, careUnitId: unitA, ahead: 30 },
  { script: false, width: 320, careUnitId: unitC, ahead: 40 },
] as const)('rules and bases (script: $script, $width px)', ({ script, width, careUnitId, ahead }) => {
  const visitor = { script, width };
  const diaryNumber = `RS 2026/${ahead}`;

  test('the decider tries rules, sees whom they touch, decides, and takes them back', () =>
    as(staff.find('regionDecider'), visitor, async (go) => {
      await go.follow('staff-rules:open');
      await looksRight(go, script);
      await go.follow('staff-rules:start.permissive');
      await looksRight(go, script);
      await fill(go, { 'through-paediatrician': 'sexton' });
      await fill(go, { appliesFrom: addDays(today, ahead) });
      await go.press('staff-rules:form.preview');
      expect(await main(go)).toContain('mellan 0 och 120');
      await fill(go, { 'through-paediatrician': '16' });
      await go.press('staff-rules:form.preview');
      expect(await main(go)).toContain(go.t('staff-rules:preview.units'));
      expect(await main(go)).toContain(go.t('staff-rules:preview.effects.gains'));
      await looksRight(go, script);
      await fill(go, { diaryNumber });
      await go.press('staff-rules:preview.decide');
      expect(await main(go)).toContain(go.t('staff-rules:fault.reasons'));
      expect(await go.page.locator('main [name="diaryNumber"]').inputValue()).toBe(diaryNumber);
      await go.press('staff-rules:preview.change');
      expect(await go.page.locator('[name="through-paediatrician"]').inputValue()).toBe('16');
      await go.press('staff-rules:form.preview');
      await fill(go, { reasons: 'För få specialister.' });
      expect(await go.page.locator('main [name="diaryNumber"]').inputValue()).toBe(diaryNumber);
      await go.press('staff-rules:preview.decide');
      await go.page.waitForURL(/klart=beslutat/);
      expect(await main(go)).toContain(diaryNumber);
      await looksRight(go, script);
      await fill(go, { reasons: 'Beslutet var fel.', diaryNumber: `${diaryNumber} B` });
      await go.press('staff-rules:decision.withdraw');
      await go.page.waitForURL(/klart=beslutat/);
      expect(await main(go)).toContain(go.t('staff-rules:kind.withdrawal'));
    }));

  test('an officer tries rules and may not decide', () =>
    as(staff.find('listingOfficer'), visitor, async (go) => {
      await go.open('/personal/region/regler/ny?fran=permissive');
      await fill(go, { appliesFrom: addDays(today, ahead) });
      await go.press('staff-rules:form.preview');
      expect(await main(go)).toContain(go.t('staff-rules:preview.noRight'));
      expect(await go.page.locator('button[value="confirm"]').count()).toBe(0);
      await looksRight(go, script);
    }));

  test('a unit’s last day is decided after a warning, and patients read it', () =>
    as(staff.find('regionDecider'), visitor, async (go) => {
      await go.follow('staff-rules:openUnits');
      await looksRight(go, script);
      await go.open(`/personal/region/enheter/${careUnitId}`);
      await looksRight(go, script);
      await fill(go, { through: addDays(today, 400), reasons: 'Avtalet löper ut.', diaryNumber });
      await go.page.locator('main [name="kind"]').selectOption('contract');
      await go.press('staff-rules:unit.preview');
      expect(await main(go)).toMatch(/personer är listade/);
      await looksRight(go, script);
      await go.press('staff-rules:unit.decide');
      await go.page.waitForURL(/klart=beslutat/);
      expect(await main(go)).toContain(diaryNumber);
      const told = async () => {
        const response = await fetch(`${service.origin}/api/care-units/${careUnitId}`);
        return (await response.json()).careUnit.basis;
      };
      await expect
        .poll(told, { timeout: 20_000 })
        .toMatchObject({ kind: 'contract', through: addDays(today, 400) });
    }));
});
