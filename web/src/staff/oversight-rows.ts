import type { AnswerOf } from '#contract/routes.ts';
import type { Translator } from '../i18n/create-translator.ts';
import type { Formatters } from '../i18n/formatters.ts';
import { momentText } from './roles/role-rows.ts';
import { localDay } from './roster/roster-values.ts';

type Access = AnswerOf<'followStaffMember'>['entries'][number];

/** What both pages of the access log say of an entry. */
export function accessCells(
  one: Pick<Access, 'at' | 'role' | 'purpose' | 'act' | 'facts' | 'person'>,
  { t, fmt }: { readonly t: Translator['t']; readonly fmt: Formatters },
) {
  return {
    when: momentText(one.at, fmt),
    role: t(`staff:role.${one.role}`),
    purpose: t(`staff-oversight:log.purposes.${one.purpose}`),
    act: t(`staff-oversight:log.acts.${one.act}`),
    facts: one.facts.map((fact) => t(`staff-oversight:log.fact.${fact}`)).join(', '),
    person: t('staff-oversight:log.number', { person: one.person }),
  };
}

/** The period that an address asks for: local dates, by default the thirty-one days through today. */
export function periodOf(url: URL, now: Date): { from: string; through: string } {
  const dated = (name: string) => /^\d{4}-\d{2}-\d{2}$/.exec(url.searchParams.get(name) ?? '')?.[0];
  const through = dated('till') ?? localDay(now);
  const month = 30 * 24 * 3_600_000;
  const before = new Date(Date.parse(`${through}T12:00:00Z`) - month);
  return { from: dated('fran') ?? localDay(Number.isNaN(before.getTime()) ? now : before), through };
}
