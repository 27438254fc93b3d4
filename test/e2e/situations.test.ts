import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch, type Visit, type Visitor, visit } from '#support/browser.ts';
import { demoPeople } from '#support/demo-people.ts';
import { careUnit, careUnits } from '#support/visits.ts';
import { type Walk, walk } from '#support/walk.ts';

const service = inject('service');
const people = demoPeople(service.demoFile);
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Runs a walk as one person of a situation, and asserts what holds on every walk. */
async function as(
  situation: string | undefined,
  visitor: Visitor,
  steps: (go: Walk, visited: Visit) => Promise<void>,
) {
  const visited = await visit(browser, [service.origin, service.issuer], visitor);
  const go = walk(visited.page, service, 'sv');
  if (situation) {
    await go.open('/logga-in');
    await go.signIn(people.next(situation));
  }
  await steps(go, visited);
  expect(visited.violations).toEqual([]);
  await visited.close();
}
const main = (go: Walk) => go.page.locator('main').innerText();

describe('who may choose', () => {
  test.each([
    ['under-13', 'guardian-chooses'],
    ['age-13', 'guardian-confirms'],
    ['age-15', 'guardian-confirms'],
  ] as const)('%s is told the other way', (situation, reason) =>
    as(situation, { script: false }, async (go) => {
      for (const unit of careUnits) {
        await go.open(`/valj/enhet/${unit}`);
        expect(go.page.url()).not.toContain('/valj/lakare');
      }
      expect(await main(go)).toContain(go.t('choose:stop.waysTitle'));
      await go.open('/min-sida');
      expect(await main(go)).toContain(go.t(`mypage:age.${reason}`));
    }),
  );

  test('17 years old: chooses alone', () =>
    as('age-17', {}, async (go) => {
      await go.answer('chosen');
      expect(go.page.url()).toContain('/kvitto/');
    }));

  test('leaving a doctor’s age group: told, keeps the doctor, offered another at the same unit', () =>
    as('leaves-age-group', {}, async (go) => {
      await go.open('/min-sida');
      expect(await main(go)).toContain(go.t('mypage:ageGroup.keep'));
      await go.page.locator('#age-group a').click();
      expect(go.page.url()).toContain('/min-sida/lakare');
    }));

  test('no change left: told when the next is free', () =>
    as('changes-left-0', { script: false }, async (go) => {
      let text = '';
      for (const unit of careUnits) {
        await go.open(`/valj/enhet/${unit}`);
        text += await main(go);
      }
      expect(text).toContain(go.t('problems:rechoice-limit-reached.title'));
      expect(text).toMatch(/20\d\d/);
    }));
});

test('a protected identity: everything can be done, nothing by place, no name in a title', () =>
  as('protected-identity', {}, async (go) => {
    await go.open('/hitta?near=Leksand');
    expect(await main(go)).not.toMatch(/\d km/);
    await go.open('/min-sida');
    expect(await go.page.title()).not.toMatch(/skydd/i);
    await go.answer('chosen');
    expect(go.page.url()).toContain('/kvitto/');
  }));

describe('login', () => {
  test('cancelled: a page that says so, and back to where one was', () =>
    as(undefined, { script: false }, async (go) => {
      await go.open(`/valj/enhet/${careUnit}`);
      await go.page.locator('a[href*="/auth/login"]').first().click();
      await go.page.getByRole('button', { name: 'Avbryt' }).click();
      await go.page.getByRole('heading', { name: go.t('login:failure.cancelled.title') }).waitFor();
      await go.follow('login:failure.again');
      await go.signIn(people.next('changes-left-2'));
      expect(new URL(go.page.url()).pathname).toMatch(/\/valj\//);
    }));

  const returning = people.next('coordination-number');
  test.each(['https://example.org/', '//example.org/x', '/sv/../..//example.org', '/\\example.org'])(
    'never returns to a page that is not ours: %s',
    (foreign) =>
      as(undefined, { script: false }, async (go) => {
        const login = `${service.origin}/auth/login?locale=sv&returnTo=${encodeURIComponent(foreign)}`;
        await go.page.goto(login);
        await go.page.getByRole('button', { name: 'Avbryt' }).click();
        await go.page.waitForURL((url) => url.origin === service.origin);
        expect(go.page.url()).not.toContain('example.org');
        await go.page.goto(login);
        await go.page.locator('input[name="number"]').fill(returning.number);
        await go.page.locator('input[name="number"]').press('Enter');
        await go.page.waitForURL(`${service.origin}/sv/min-sida`);
      }),
  );

  test('the session is extended by a plain form, and the page one was on comes back', () =>
    as('changes-left-1', { script: false }, async (go) => {
      await go.open('/min-sida');
      await go.press('session:extend');
      expect(new URL(go.page.url()).pathname).toBe('/sv/min-sida');
    }));
});

test('a choice sent twice is one choice', () =>
  as('changes-left-2', { script: false }, async (go, { context }) => {
    await go.answer('conditions');
    const second = await context.newPage();
    await second.goto(go.page.url());
    await Promise.all([
      go.press('choose:check.confirm'),
      second.getByRole('button', { name: go.t('choose:check.confirm') }).click(),
    ]);
    await go.page.waitForURL(/\/kvitto\//);
    await second.waitForURL(/\/kvitto\//);
    expect(new URL(second.url()).pathname).toBe(new URL(go.page.url()).pathname);
  }));

test('an unknown unit, an unknown page and an unknown language are told so', () =>
  as(undefined, {}, async (go) => {
    expect(await go.open('/enhet/finns-inte')).toBe(404);
    expect(await go.open('/finns-inte')).toBe(404);
    const response = await go.page.goto(`${service.origin}/xx/hitta`);
    expect(response?.status()).toBe(404);
  }));
