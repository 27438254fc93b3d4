import type { Page } from 'playwright-core';
import type { PageVisit } from './visits.ts';

/**
 * The path of a staff page for a member of staff who is signed in: at the own unit, of the first doctor of its roster
 * where the page is a doctor's, and along the links that lead to it.
 *
 * @param base origin and locale, without a slash at the end
 */
export async function staffPath(
  page: Page,
  base: string,
  { path, through = [] }: PageVisit,
  careUnitId: string,
): Promise<string> {
  let at = path.replace('{unit}', careUnitId);
  if (at.includes('{doctor}')) {
    await page.goto(`${base}/personal/enhet/${careUnitId}/lakare`);
    const href = await page.locator('tbody th a').first().getAttribute('href');
    at = at.replace('{doctor}', href?.split('/').at(-1) ?? '');
  }
  if (through.length === 0) return at;
  await page.goto(base + at);
  for (const link of through) {
    const href = await page.locator(link).first().getAttribute('href');
    await page.goto(new URL(href ?? '', page.url()).href);
  }
  return new URL(page.url()).pathname.replace(/^\/[^/]+/, '');
}
