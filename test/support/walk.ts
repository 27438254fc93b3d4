import type { Page } from 'playwright-core';
import { createTranslator, type TextParams } from '../../web/src/i18n/create-translator.ts';
import type { TextKey } from '../../web/src/i18n/text-key.ts';
import type { DemoPerson } from './demo-people.ts';
import type { RunningService } from './service-setup.ts';
import { careUnits, type PageVisit } from './visits.ts';

/** Walks the service as a visitor of one locale, by the words that stand on the page. */
export interface Walk {
  readonly page: Page;
  readonly t: (key: TextKey, params?: TextParams) => string;
  open(path: string): Promise<number>;
  /** Signs in with the test e-ID by its number field, and comes back to where the login began. */
  signIn(person: Pick<DemoPerson, 'number'>): Promise<void>;
  press(key: TextKey, params?: TextParams): Promise<void>;
  follow(key: TextKey, params?: TextParams): Promise<void>;
  /** The answers of a choice up to a step. `chosen` ends on the receipt. */
  answer(upTo: NonNullable<PageVisit['after']>): Promise<void>;
}

export function walk(page: Page, service: RunningService, tag: string): Walk {
  const { t } = createTranslator(tag);
  const walker: Walk = {
    page,
    t,
    open: async (path) =>
      (await page.goto(`${service.origin}/${tag}${path === '/' ? '' : path}`))?.status() ?? 0,
    signIn: async (person) => {
      if (!page.url().includes('/logga-in')) await walker.open('/logga-in');
      await page.locator('a[href*="/auth/login"]').first().click();
      await page.locator('input[name="number"]').fill(person.number);
      await page.locator('input[name="number"]').press('Enter');
      await page.waitForURL((url) => url.origin === service.origin);
    },
    press: (key, params) =>
      page
        .getByRole('button', { name: t(key, params) })
        .first()
        .click(),
    follow: (key, params) =>
      page
        .getByRole('link', { name: t(key, params) })
        .first()
        .click(),
    answer: async (upTo) => {
      for (const careUnit of careUnits) {
        await walker.open(`/valj/enhet/${careUnit}`);
        if (page.url().endsWith('/valj/lakare')) break;
      }
      if (upTo === 'unit') return;
      await page.getByRole('radio', { name: t('choose:doctor.later.label') }).check();
      await walker.press('choose:next');
      if (upTo === 'doctor') return;
      await page.getByRole('checkbox').check();
      await walker.press('choose:next');
      if (upTo === 'conditions') return;
      await walker.press('choose:check.confirm');
      await page.waitForURL(/\/kvitto\//);
    },
  };
  return walker;
}
