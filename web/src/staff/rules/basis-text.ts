import type { Translator } from '../../i18n/create-translator.ts';
import type { Formatters } from '../../i18n/formatters.ts';
import type { Basis } from './act-on-basis.ts';

/** What a unit is run on, and its days. */
export function basisText(
  { kind, from, through }: Basis,
  { t, fmt }: { readonly t: Translator['t']; readonly fmt: Formatters },
): string {
  const last = through === undefined ? t('staff-rules:unit.open') : fmt.date(through);
  return `${t(`staff-rules:unit.kind.${kind}`)}, ${fmt.date(from)} – ${last}`;
}
