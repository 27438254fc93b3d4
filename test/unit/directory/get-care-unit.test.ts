import { expect, it } from 'vitest';
import { careUnitAnswer } from '#contract/directory-schemas.ts';
import { getCareUnit } from '#functions/directory/get-care-unit.ts';
import { publishedUnit } from '#support/published-directory.ts';

const snapshot = {
  asOf: '2026-11-21T09:00:00.000Z',
  careUnits: [
    publishedUnit({ careUnitId: 'own-run', name: 'Own-run' }),
    publishedUnit({
      careUnitId: 'contracted',
      name: 'Contracted',
      basis: { kind: 'contract', from: '2024-01-01', through: '2026-11-21' },
    }),
  ],
  unlistable: [{ careUnitId: 'former', name: 'Former', phone: '070-1740606' }],
};

it('answers a published unit as the contract says', () => {
  const answer = getCareUnit(snapshot, 'own-run', '2026-11-21');
  expect(careUnitAnswer.parse(answer)).toEqual(answer);
});

it('knows no unit that is unknown, unlistable or whose contract has ended', () => {
  expect(getCareUnit(snapshot, 'nowhere', '2026-11-21')).toBeUndefined();
  expect(getCareUnit(snapshot, 'former', '2026-11-21')).toBeUndefined();
  expect(getCareUnit(snapshot, 'contracted', '2026-11-21')).toBeDefined();
  expect(getCareUnit(snapshot, 'contracted', '2026-11-22')).toBeUndefined();
});
