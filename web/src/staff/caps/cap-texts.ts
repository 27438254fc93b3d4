import type { AnswerOf } from '#contract/routes.ts';
import type { Translator } from '../../i18n/create-translator.ts';
import type { Formatters } from '../../i18n/formatters.ts';

export type Application = AnswerOf<'getCapApplication'>['application'];
export type Ruling = AnswerOf<'getCapApplication'>['decisions'][number];
type Terms = Application['wished'];

interface Reader {
  readonly t: Translator['t'];
  readonly fmt: Formatters;
}

/** From one day through another, or until further notice. */
export function periodText({ from, through }: Pick<Terms, 'from' | 'through'>, { t, fmt }: Reader): string {
  return through === undefined
    ? t('staff-caps:period.open', { from: fmt.date(from) })
    : t('staff-caps:period.closed', { from: fmt.date(from), through: fmt.date(through) });
}

/** The period of a decision; of one that lifts a cap, from when. */
export function rulingPeriodText({ terms, liftedFrom }: Ruling, reader: Reader): string {
  if (liftedFrom !== undefined) {
    return reader.t('staff-caps:period.lifted', { from: reader.fmt.date(liftedFrom) });
  }
  return terms ? periodText(terms, reader) : '–';
}

/** The exemptions in words, or that there are none. */
export function exemptionsText({ exemptions }: Pick<Terms, 'exemptions'>, { t, fmt }: Reader): string {
  if (exemptions.length === 0) return t('staff-caps:exemption.none');
  return fmt.list(exemptions.map((exemption) => t(`staff-caps:exemption.${exemption}`)));
}

/** Whether a decision's cap comes, is in force, or is over; nothing where nothing was capped. */
export function standing({ terms, kind }: Pick<Ruling, 'terms' | 'kind'>, today: string) {
  if (!terms || kind === 'refuseWholly' || kind === 'endEarly') return 'nothing';
  if (terms.through !== undefined && (terms.through < today || terms.through < terms.from)) return 'over';
  return terms.from > today ? 'coming' : 'inForce';
}
