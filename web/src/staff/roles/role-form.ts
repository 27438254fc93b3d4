import type { CallOf } from '#contract/routes.ts';
import type { Refused } from '../../api/client.ts';
import type { FieldError } from '../../components/field.ts';
import { fieldOf } from '../../components/person/form.ts';
import type { Translator } from '../../i18n/create-translator.ts';

type Given = CallOf<'giveRole'>['body'];
type Ends = CallOf<'endRoles'>['body']['ends'];

const roles = [
  'listingOfficer',
  'regionDecider',
  'analyst',
  'logAuditor',
  'support',
  'unitManager',
  'unitDelegate',
  'unitAdministrator',
] as const satisfies readonly Given['role'][];

/** The role that an address or a form names, if it is one. */
export function roleOf(text: string | null | undefined): Given['role'] | undefined {
  return roles.find((one) => one === text);
}

/** The form as somebody filled it in. */
export interface GiveValues {
  readonly hsaId: string;
  readonly name: string;
  readonly role: Given['role'];
  readonly careUnitId: string;
  readonly from: string;
  readonly through: string;
}

export function newGiving(role: Given['role'], today: string): GiveValues {
  return { hsaId: '', name: '', role, careUnitId: '', from: today, through: '' };
}

export function readGiving(form: FormData, otherwise: Given['role']): GiveValues {
  const text = (name: string) => fieldOf(form, name)?.trim() ?? '';
  return {
    hsaId: text('hsaId'),
    name: text('name'),
    role: roleOf(text('role')) ?? otherwise,
    careUnitId: text('careUnitId'),
    from: text('from'),
    through: text('through'),
  };
}

/** The body of the region's call; a unit's has neither unit nor the roles of the region. */
export function givingBody({ careUnitId, through, ...same }: GiveValues): Given {
  return {
    ...same,
    ...(careUnitId !== '' && { careUnitId }),
    ...(through !== '' && { through }),
  };
}

/** The rows that were chosen: each box says who and which. */
export function readEnds(form: FormData): Ends {
  return form.getAll('ends').flatMap((one) => {
    const [, staffMemberId, assignmentId] =
      /^([a-z0-9]{26})\.([a-z0-9]{26})$/.exec(typeof one === 'string' ? one : '') ?? [];
    return staffMemberId && assignmentId ? [{ staffMemberId, assignmentId }] : [];
  });
}

const fields = ['hsaId', 'name', 'from', 'through', 'lastDay', 'role', 'ends'] as const;

/** The faults of a refused form by field, and for the summary. */
export function roleErrors(refused: Refused | undefined, t: Translator['t']) {
  const pointers = (refused?.problem.errors ?? []).map(({ pointer }) => pointer.split('/')[2]);
  const faults = fields
    .filter((field) => pointers.includes(field))
    .map((field) => ({ field, text: t(`staff-roles:fault.${field}`) }));
  const summary: readonly FieldError[] =
    faults.length > 0
      ? faults.map(({ field, text }) => ({ href: `#${field}`, text }))
      : refused
        ? [{ href: '#problem', text: t(`problems:${refused.slug}.title`) }]
        : [];
  return { of: (field: string) => faults.find((fault) => fault.field === field)?.text, summary };
}

/** Refusals that are told on the form itself, with all that was typed. */
export function isMendable({ slug }: Pick<Refused, 'slug'>): boolean {
  return (
    slug === 'invalid-request' ||
    slug === 'role-given-to-oneself' ||
    slug === 'role-not-yours-to-give' ||
    slug === 'role-period-invalid' ||
    slug === 'role-held-already' ||
    slug === 'role-ended-already' ||
    slug === 'last-region-decider' ||
    slug === 'care-unit-unknown'
  );
}
