import { expect, inject, test } from 'vitest';
import { rulesAnswer } from '#contract/directory-schemas.ts';

const service = inject('service');

test('public pages tell the figures that the region has decided, not what stands in for them', async () => {
  const told = await fetch(`${service.origin}/api/rules`);
  const { ages, changes } = rulesAnswer.parse(await told.json());
  const pageOf = async (path: string) => (await fetch(`${service.origin}${path}`)).text();
  const [start, rights] = await Promise.all([pageOf('/sv/'), pageOf('/sv/dina-rattigheter')]);
  expect(start).toContain(`fyllt ${ages.choosesAloneFrom} år väljer själv`);
  expect(start).toContain(`under ${ages.actsFrom} år`);
  expect(rights).toContain(`${changes.limit} gånger på ${changes.windowMonths} månader`);
});
