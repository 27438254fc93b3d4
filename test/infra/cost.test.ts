import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { functions } from '#infra/functions.ts';
import {
  costOfMillionVisits,
  costTable,
  counted,
  monthlyCost,
  readPrices,
  sizes,
} from '../../tools/cost/cost-model.ts';
import { madeOf, objectOf, type Synthesized, synthesizeRegion } from './synthesized.ts';

const prices = readPrices();
let synthesized: Synthesized;
beforeAll(() => {
  synthesized = synthesizeRegion('dalarna');
});

describe('the cost model', () => {
  it('is what docs/deploy.md tells', () => {
    const told = readFileSync('docs/deploy.md', 'utf8');
    expect(told).toContain(costTable(prices));
    expect(told).toContain(`A million visits: ${costOfMillionVisits(prices).toFixed(2)} dollars`);
  });

  it('counts what stands in the template', () => {
    expect(madeOf(synthesized, 'AWS::KMS::Key')).toHaveLength(counted.keys);
    expect(madeOf(synthesized, 'AWS::CloudWatch::Alarm')).toHaveLength(counted.alarms);
    const [acl] = madeOf(synthesized, 'AWS::WAFv2::WebACL');
    expect(objectOf(acl?.has).Rules).toHaveLength(counted.firewallRules);
  });

  it('adds up to more for more people, and never to less than nothing', () => {
    const totals = sizes.map((size) => {
      const lines = monthlyCost(size, prices);
      for (const { what, dollars } of lines) expect(dollars, what).toBeGreaterThan(0);
      return lines.reduce((sum, { dollars }) => sum + dollars, 0);
    });
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
  });
});

it('reserves no more instances than docs/deploy.md says', () => {
  const sum = Object.values(functions).reduce((total, { reserved }) => total + reserved, 0);
  expect(sum).toBeLessThanOrEqual(440);
  expect(readFileSync('docs/deploy.md', 'utf8')).toContain('about 400');
});
