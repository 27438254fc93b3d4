import type { SummaryRow } from '../../components/field.ts';
import type { Translator } from '../../i18n/create-translator.ts';
import type { Formatters } from '../../i18n/formatters.ts';
import type { Rules, Version } from './rules-form.ts';

type Rule = Rules['categories'][keyof Rules['categories']];

/** Whom a category takes. */
export function agesText(
  { patientAges, alsoInHomeNursingOrCareHome }: Pick<Rule, 'patientAges' | 'alsoInHomeNursingOrCareHome'>,
  t: Translator['t'],
): string {
  const { from, through } = patientAges ?? {};
  const ages =
    through !== undefined
      ? t('staff-rules:rules.range', { from: from ?? 0, through })
      : from !== undefined
        ? t('staff-rules:rules.rangeFrom', { from })
        : t('staff-rules:rules.any');
  return alsoInHomeNursingOrCareHome ? t('staff-rules:rules.alsoCare', { ages }) : ages;
}

/** What kind of decision a version is. */
export function kindText({ decision }: Pick<Version, 'decision'>, t: Translator['t']): string {
  return t(`staff-rules:kind.${decision?.kind ?? 'first'}`);
}

/** A version and the decision behind it, to read and print. */
export function versionRows(
  version: Version,
  { t, fmt }: { t: Translator['t']; fmt: Formatters },
): SummaryRow[] {
  const { from, until, standing, decision } = version;
  const row = (label: string, value: string) => ({ label, value });
  return [
    row(t('staff-rules:column.standing'), t(`staff-rules:standing.${standing}`)),
    row(t('staff-rules:column.kind'), kindText(version, t)),
    row(t('staff-rules:column.from'), `${fmt.date(from)} ${fmt.time(from)}`),
    ...(until ? [row(t('staff-rules:until'), `${fmt.date(until)} ${fmt.time(until)}`)] : []),
    ...(decision
      ? [
          row(t('staff-rules:field.diaryNumber'), decision.diaryNumber),
          row(t('staff-rules:field.decidedOn'), fmt.date(decision.decidedOn)),
          row(t('staff-rules:role'), t(`staff:role.${decision.role}`)),
          row(t('staff-rules:field.announcedOn'), fmt.date(decision.announcedOn)),
          row(t('staff-rules:column.challengeThrough'), fmt.date(decision.challengeThrough)),
          row(
            t('staff-rules:registeredAt'),
            `${fmt.date(decision.registeredAt)} ${fmt.time(decision.registeredAt)}`,
          ),
        ]
      : []),
  ];
}
