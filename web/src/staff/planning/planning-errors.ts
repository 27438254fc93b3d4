import type { Refused } from '../../api/client.ts';
import type { FieldError } from '../../components/field.ts';
import type { Translator } from '../../i18n/create-translator.ts';
import type { Formatters } from '../../i18n/formatters.ts';
import type { Start } from './planning-values.ts';

/** The rules' reasons; a reason this version does not know is told by the problem alone. */
const reasons = [
  'name-missing',
  'name-too-long',
  'name-taken',
  'name-has-number',
  'number-needed',
  'whole-number-needed',
  'out-of-range',
  'ages-not-hundred',
  'stage-missing',
  'stage-not-fitting',
  'nobody-planned',
  'not-on-roster',
  'date-not-valid',
  'date-to-come',
  'must-take-part',
  'study-director-awaited',
  'ceiling-in-the-past',
  'ceiling-out-of-range',
] as const;

/** The faults of a refused form, by field. */
export interface PlanningErrors {
  readonly of: (field: string) => string | undefined;
  readonly summary: readonly FieldError[];
}

/**
 * @param prefix of the ids of the form's fields, where a page has several forms alike
 */
export function planningErrors(
  refused: Refused | undefined,
  { t, fmt }: { readonly t: Translator['t']; readonly fmt: Formatters },
  bounds: Start['bounds'] | undefined,
  prefix = '',
): PlanningErrors {
  const faults = (refused?.problem.errors ?? []).flatMap(({ pointer, reason }) => {
    const known = reasons.find((one) => one === reason);
    const field = pointer.replace('/body/', '').replaceAll('/', '.');
    return known ? [{ field, text: t(`staff-planning:fault.${known}`, boundsOf(field, bounds, fmt)) }] : [];
  });
  const problem = refused ? [{ href: '#problem', text: t(`problems:${refused.slug}.title`) }] : [];
  return {
    of: (field) => faults.find((fault) => fault.field === field)?.text,
    summary:
      faults.length === 0
        ? problem
        : faults.map(({ field, text }) => ({
            href: `#${field === 'doctors' ? 'doctors-title' : prefix + field}`,
            text,
          })),
  };
}

/** Lowest and highest of a field, from the answer that brought the form; as the reader writes numbers. */
export function boundsOf(
  field: string,
  bounds: Start['bounds'] | undefined,
  fmt: Formatters,
): { min: string; max: string } {
  const parts = field.split('.');
  const group = parts[1] === 'ages' || parts[1] === 'posts' ? parts[1] : undefined;
  const name = parts[0] === 'uncertainty' ? 'uncertainty' : (group ?? parts.at(-1) ?? '');
  const found = Object.entries(bounds ?? {}).find(([key]) => key === name);
  const { min, max } = found?.[1] ?? { min: 0, max: 0 };
  return { min: fmt.number(min), max: fmt.number(max) };
}

/** Refusals that are told on the page itself, with all that was typed. */
export function isMendable({ slug }: Pick<Refused, 'slug'>): boolean {
  return (
    slug.startsWith('planning-') ||
    slug === 'roster-changed' ||
    slug === 'roster-unchanged' ||
    slug === 'invalid-request'
  );
}
