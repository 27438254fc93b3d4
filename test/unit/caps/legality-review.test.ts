import { expect, test } from 'vitest';
import { isDayOff, lastDayToChallenge } from '#domain/legality-review.ts';

/** Three weeks from the announcement (KL 13 kap. 5 §), on a weekday that is no holiday (lag 1930:173, 2 §). */
test.each([
  ['2026-03-04', '2026-03-25', 'three weeks later, a Wednesday'],
  ['2026-03-13', '2026-04-07', 'past Good Friday, Easter and Easter Monday'],
  ['2026-03-14', '2026-04-07', 'past a Saturday within Easter'],
  ['2026-04-10', '2026-05-04', 'past the first of May and a weekend'],
  ['2026-04-23', '2026-05-15', 'past Ascension Day'],
  ['2026-05-29', '2026-06-22', 'past Midsummer'],
  ['2026-12-03', '2026-12-28', 'past Christmas and the Sunday after'],
  ['2026-12-10', '2027-01-04', 'past New Year'],
  ['2026-12-16', '2027-01-07', 'past Epiphany'],
  ['2027-05-16', '2027-06-07', 'past the national day, a Sunday'],
])('announced %s: through %s, %s', (announcedOn, last) => {
  expect(lastDayToChallenge(announcedOn)).toBe(last);
});

/** Easter Sundays as published: the day after Good Friday's Saturday is the earliest, the latest and a common one. */
test.each(['2008-03-21', '2011-04-22', '2024-03-29', '2038-04-23'])('%s is Good Friday', (date) => {
  expect(isDayOff(date)).toBe(true);
});
