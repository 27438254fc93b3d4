import { expect, test } from 'vitest';
import { viewSession } from '../../../web/src/components/person/session-view.ts';
import { createTranslator } from '../../../web/src/i18n/create-translator.ts';
import { createFormatters } from '../../../web/src/i18n/formatters.ts';

const now = new Date('2026-11-21T10:00:00.400Z');
const { t, locale } = createTranslator('sv');
const words = { t, fmt: createFormatters(locale) };

test('a session ends at its idle limit, and can be extended', () => {
  const times = { idleUntil: '2026-11-21T10:20:00.000Z', absoluteUntil: '2026-11-21T11:00:00.000Z' };
  const view = viewSession(times, words, now);
  expect(view).toMatchObject({ endsIn: 1199, isFinal: false });
  expect(view.until).toContain('11:20');
});

test('at its absolute limit it ends for good, and says that instead', () => {
  const times = { idleUntil: '2026-11-21T11:05:00.000Z', absoluteUntil: '2026-11-21T11:00:00.000Z' };
  const view = viewSession(times, words, now);
  expect(view).toMatchObject({ endsIn: 3599, isFinal: true });
  expect(view.warning).toContain('12:00');
});

test('a session that is over has no time left, never less', () => {
  const times = { idleUntil: '2026-11-21T09:00:00.000Z', absoluteUntil: '2026-11-21T11:00:00.000Z' };
  expect(viewSession(times, words, now).endsIn).toBe(0);
});
