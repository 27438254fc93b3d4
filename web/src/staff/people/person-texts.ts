import type { Translator } from '../../i18n/create-translator.ts';

const refusals = [
  'doctor-already-chosen',
  'doctor-declined',
  'doctor-not-choosable',
  'doctor-takes-others',
  'doctor-full',
] as const;

/** Why one person cannot have a doctor, in a few words. */
export function refusalText(slug: string | undefined, t: Translator['t']): string {
  const known = refusals.find((one) => one === slug);
  return known ? t(`staff-people:refusal.${known}`) : '';
}
