import { expect, it } from 'vitest';
import { openingDays } from '../../../web/src/unit/opening-days.ts';

it('takes days in a row with the same hours together, and names the closed', () => {
  const hours = [
    { days: [1, 2, 4], opens: '13:00', closes: '17:00' },
    { days: [1, 2, 3, 4], opens: '08:00', closes: '12:00' },
  ];
  const both = [
    { opens: '08:00', closes: '12:00' },
    { opens: '13:00', closes: '17:00' },
  ];
  expect(openingDays(hours)).toEqual([
    { from: 1, through: 2, times: both },
    { from: 3, through: 3, times: [{ opens: '08:00', closes: '12:00' }] },
    { from: 4, through: 4, times: both },
    { from: 5, through: 7, times: [] },
  ]);
});
