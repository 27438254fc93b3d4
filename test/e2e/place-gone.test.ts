import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { keys } from '#store/keys.ts';
import { axeViolations } from '#support/accessibility.ts';
import { launch, visit } from '#support/browser.ts';
import { demoPeople } from '#support/demo-people.ts';
import { careUnits } from '#support/visits.ts';
import { walk } from '#support/walk.ts';

const service = inject('service');
const people = demoPeople(service.demoFile);
const client = new DynamoDBClient({
  endpoint: service.endpoints.dynamodb,
  region: service.names.AWS_REGION ?? 'eu-north-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  client.destroy();
  await browser.close();
});

/** Others take so many places with a doctor at once; a negative number gives them back. */
async function takePlaces(careUnitId: string, doctorId: string, places: number): Promise<void> {
  const { pk, sk } = keys.capacity(careUnitId);
  await client.send(
    new UpdateItemCommand({
      TableName: service.names.TABLE_MAIN,
      Key: { pk: { S: pk }, sk: { S: sk } },
      UpdateExpression: 'ADD n.#doctor :places',
      ExpressionAttributeNames: { '#doctor': doctorId },
      ExpressionAttributeValues: { ':places': { N: String(places) } },
    }),
  );
}

test('the doctor’s last place goes meanwhile: told so, answers kept, and what is left is one press away', async () => {
  const visited = await visit(browser, [service.origin, service.issuer], { width: 320 });
  const { page, t, ...go } = walk(visited.page, service, 'sv');
  await go.open('/logga-in');
  await go.signIn(people.next('changes-left-2'));
  await go.answer('unit');
  const careUnitId = (await page.locator('input[name="careUnitId"]').getAttribute('value')) ?? '';
  expect(careUnits).toContain(careUnitId);
  const radio = page.locator('input[type="radio"][value^="doctor:"]').first();
  const doctorId = ((await radio.getAttribute('value')) ?? '').replace('doctor:', '');
  await radio.check();
  await go.press('choose:next');
  await page.getByRole('checkbox').check();
  await go.press('choose:next');

  await takePlaces(careUnitId, doctorId, 10_000);
  try {
    await go.press('choose:check.confirm');
    await page.waitForURL(/\/valj\/platsen-gick/);
    await page.getByRole('heading', { level: 1, name: t('problems:doctor-full.title') }).waitFor();
    await page.getByRole('heading', { name: t('choose:refused.kept') }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await go.press('choose:refused.later');
    await page.waitForURL(/\/valj\/kontrollera/);
    await go.press('choose:check.confirm');
    await page.waitForURL(/\/kvitto\//);
  } finally {
    await takePlaces(careUnitId, doctorId, -10_000);
  }
  await visited.close();
});
