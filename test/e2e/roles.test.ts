import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { addDays, localDate } from '#domain/stockholm-time.ts';
import { axeViolations, overflow } from '#support/accessibility.ts';
import { launch, type Visit, type Visitor, visit } from '#support/browser.ts';
import { type DemoStaff, demoStaff } from '#support/demo-staff.ts';
import { type Walk, walk } from '#support/walk.ts';

const service = inject('service');
const staff = demoStaff(service.staffFile);
const [unitA = ''] = staff.careUnitIds();
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function as(
  member: Pick<DemoStaff, 'number'>,
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

async function looksRight(go: Walk, script: boolean): Promise<void> {
  expect(await overflow(go.page), go.page.url()).toBeLessThanOrEqual(0);
  if (script) expect(await axeViolations(go.page), go.page.url()).toEqual([]);
}
const main = (go: Walk) => go.page.locator('main').innerText();
const today = localDate(new Date());

/** The last of the invented staff has a role that is to come, and none now. */
const coming = { number: 'SE2321000180-DEMOP17' };

describe.each([
  { script: true, width: 1280, hsaId: 'SE2321000180-DEMOE1' },
  { script: false, width: 320, hsaId: 'SE2321000180-DEMOE2' },
] as const)('roles, with script: $script, at $width px', ({ script, width, hsaId }) => {
  const visitor = { script, width };

  test('a decider gives a role, ends it and reads what became of it', () =>
    as(staff.find('regionDecider'), visitor, async (go) => {
      await go.follow('staff-roles:open');
      await looksRight(go, script);
      expect(await go.page.locator('thead th[aria-sort="ascending"]').count()).toBe(1);
      await go.follow('staff-roles:give.open');
      await go.page.locator('[name="hsaId"]').fill('fel');
      await go.page.locator('[name="name"]').fill('Elvira Enhet');
      await go.page.locator('[name="role"]').selectOption('analyst');
      await go.press('staff-roles:give.save');
      expect(await main(go)).toContain(go.t('staff-roles:fault.hsaId'));
      expect(await go.page.locator('[name="name"]').inputValue()).toBe('Elvira Enhet');
      await looksRight(go, script);
      await go.page.locator('[name="hsaId"]').fill(hsaId);
      await go.press('staff-roles:give.save');
      expect(await main(go)).toContain(go.t('staff-roles:done.given'));
      await go.page.locator('#hsaId').fill(hsaId.toLowerCase());
      await go.press('staff-roles:search.go');
      expect(go.page.url()).not.toMatch(/DEMO/i);
      expect(await main(go)).toContain('Elvira Enhet');
      await looksRight(go, script);
      await go.page.locator('input[name="ends"]').first().check();
      await go.press('staff-roles:end.preview');
      expect(await main(go)).toContain(go.t('staff-roles:end.atOnce'));
      await looksRight(go, script);
      await go.press('staff-roles:end.save');
      expect(await main(go)).toContain(go.t('staff-roles:done.ended'));
      await go.open('/personal/region/roller?visa=over&roll=analyst');
      expect(await main(go)).toContain('Elvira Enhet');
    }));

  test('nobody can end the region’s last decider', () =>
    as(staff.find('regionDecider'), visitor, async (go) => {
      await go.open('/personal/region/roller?roll=regionDecider');
      await go.page.locator('input[name="ends"]').first().check();
      await go.press('staff-roles:end.preview');
      expect(await main(go)).toContain(go.t('problems:last-region-decider.detail'));
      await looksRight(go, script);
    }));

  test('a unit’s manager delegates by keyboard alone', () =>
    as(staff.find('unitManager', unitA), visitor, async (go) => {
      await go.follow('staff-roles:open');
      await looksRight(go, script);
      await go.page.locator('#hsaId').focus();
      await go.page.keyboard.type(hsaId.replace('DEMOE', 'DEMOF'));
      await go.page.keyboard.press('Tab');
      await go.page.keyboard.type('Disa Delegat');
      await go.page.locator('[name="through"]').fill(addDays(today, 30));
      await go.page.locator('[name="name"]').press('Enter');
      expect(await main(go)).toContain('Disa Delegat');
    }));
});

test('a role that ends is lost at the next click', async () => {
  const decider = staff.find('regionDecider');
  await as(decider, {}, async (go) => {
    await go.open('/personal/region/roller/ny');
    await go.page.locator('[name="hsaId"]').fill(coming.number);
    await go.page.locator('[name="name"]').fill('Finns Redan');
    await go.page.locator('[name="role"]').selectOption('support');
    await go.press('staff-roles:give.save');
    expect(await main(go)).toContain(go.t('staff-roles:done.given'));
    await as(coming, {}, async (theirs) => {
      expect(await main(theirs)).toContain(theirs.t('staff:role.support'));
      await go.open('/personal/region/roller?roll=support');
      await go.page.locator('tbody tr', { hasText: today }).locator('input[name="ends"]').check();
      await go.press('staff-roles:end.preview');
      await go.press('staff-roles:end.save');
      await theirs.open('/personal');
      expect(theirs.page.url()).toContain('/personal/logga-in');
    });
  });
});

test('who may not give roles is told so', () =>
  as(staff.find('unitAdministrator', unitA), {}, async (go) => {
    expect(await go.open('/personal/region/roller')).toBe(403);
    expect(await go.open(`/personal/enhet/${unitA}/roller`)).toBe(403);
    expect(await main(go)).toContain(go.t('problems:role-not-allowed.title'));
  }));
