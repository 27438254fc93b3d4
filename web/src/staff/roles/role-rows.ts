import type { AnswerOf } from '#contract/routes.ts';
import type { Translator } from '../../i18n/create-translator.ts';
import type { Formatters } from '../../i18n/formatters.ts';
import { localDay } from '../roster/roster-values.ts';
import type { Column, Row } from '../table-view.ts';

export type RoleTold = AnswerOf<'findRoles'>['roles'][number];
type Days = Pick<RoleTold, 'from' | 'through' | 'endedAt'>;

export const shows = ['now', 'coming', 'over', 'all'] as const;

/** The columns; names cannot be sorted by, for only those on the page are opened. */
export function roleColumns(t: Translator['t'], sortable = true): readonly Column[] {
  return [
    { key: 'name', label: t('staff-roles:column.name') },
    { key: 'role', label: t('staff-roles:column.role'), sortable },
    { key: 'careUnit', label: t('staff-roles:column.careUnit'), sortable },
    { key: 'from', label: t('staff-roles:column.from'), sortable },
    { key: 'through', label: t('staff-roles:column.through'), sortable },
    { key: 'standing', label: t('staff-roles:column.standing') },
  ];
}

/** A role as a row; `hrefOf` leads to who holds it. Dates ISO, so that they can be compared. */
export function roleRow(
  role: RoleTold,
  { t, fmt }: { t: Translator['t']; fmt: Formatters },
  hrefOf?: (staffMemberId: string) => string,
): Row {
  const name = role.name || t('staff-roles:value.unknown');
  return {
    id: `${role.staffMemberId}.${role.assignmentId}`,
    cells: {
      name: hrefOf ? { text: name, href: hrefOf(role.staffMemberId) } : name,
      role: t(`staff:role.${role.role}`),
      careUnit: role.careUnit?.name ?? t('staff-roles:value.region'),
      from: role.from,
      through: throughText(role, { t, fmt }),
      standing: t(`staff-roles:standing.${role.standing}`),
    },
  };
}

export function throughText(
  { through, endedAt }: Pick<Days, 'through' | 'endedAt'>,
  { t, fmt }: { t: Translator['t']; fmt: Formatters },
): string {
  if (endedAt !== undefined) return t('staff-roles:value.withdrawn', { at: momentText(endedAt, fmt) });
  return through ?? t('staff-roles:value.until');
}

/** Local date and time of day, so that moments can be compared. */
export function momentText(instant: string, fmt: Formatters): string {
  return `${localDay(instant)} ${fmt.time(instant)}`;
}
