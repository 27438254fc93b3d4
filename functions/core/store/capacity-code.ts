import { type CapExemption, capExemptions } from '#domain/cap-exemption.ts';
import type { DatedCap, DatedNumber } from '#domain/capacity.ts';
import type { DoctorCategory, DoctorFacts, Employment, PatientAges } from '#domain/named-doctor-rules.ts';

/**
 * The facts of a capacity item that only staff change, written so short that a unit with thirty doctors stays
 * within one write unit. Counters are not here: they are numbers of their own, for a choice adds to them.
 */
export interface CodedDoctor {
  readonly facts: DoctorFacts;
  readonly acceptsNew: boolean;
  readonly visibleFrom: string;
  readonly visibleThrough?: string;
  readonly employed?: { readonly from: string; readonly through?: string };
  readonly ceilings: readonly DatedNumber[];
}

const categories: Readonly<Record<DoctorCategory, string>> = {
  gpSpecialist: 'g',
  doctorInTraining: 't',
  geriatrician: 'r',
  paediatrician: 'p',
  equivalentCompetence: 'e',
  otherSpecialist: 'o',
  licensedDoctor: 'l',
};
const employments: Readonly<Record<Employment, string>> = { permanent: 'p', fixedTerm: 'f', locum: 'l' };
/** The bit of each fact, and of accepting new people, in the third character. */
const bits = {
  hasSupervisor: 1,
  hasAbsencePlan: 2,
  equivalenceDecided: 4,
  hasLongContract: 8,
  acceptsNew: 16,
} as const;

/**
 * `gpg` + first date + last date, if any + `/` and the dates at the unit, where they are others + `@` and the doctor's
 * own ages, where there are any + `:` + ceilings. A doctor with one ceiling is 13 characters.
 */
export function codeDoctor(doctor: CodedDoctor): string {
  const { facts, visibleFrom, visibleThrough } = doctor;
  const set = (on: boolean | undefined, bit: number) => (on ? bit : 0);
  const flags =
    set(facts.hasSupervisor, bits.hasSupervisor) +
    set(facts.hasAbsencePlan, bits.hasAbsencePlan) +
    set(facts.equivalenceDecided, bits.equivalenceDecided) +
    set(facts.hasLongContract, bits.hasLongContract) +
    set(doctor.acceptsNew, bits.acceptsNew);
  const kind = categories[facts.category] + employments[facts.employment] + flags.toString(36);
  const employed = doctor.employed ? `/${codeDates(doctor.employed.from, doctor.employed.through)}` : '';
  const ages = facts.takesAges ? `@${codeAges(facts.takesAges)}` : '';
  return `${kind}${codeDates(visibleFrom, visibleThrough)}${employed}${ages}:${codeNumbers(doctor.ceilings)}`;
}

export function readDoctor(code: string): CodedDoctor {
  const [before = '', ceilings = ''] = code.split(':');
  const [dates = '', ages] = before.split('@');
  const [head = '', employed] = dates.split('/');
  const flags = Number.parseInt(head.charAt(2), 36);
  const has = (bit: number) => (flags & bit) !== 0;
  return {
    facts: {
      category: nameOf(categories, head.charAt(0)),
      employment: nameOf(employments, head.charAt(1)),
      ...(has(bits.hasSupervisor) && { hasSupervisor: true }),
      ...(has(bits.hasAbsencePlan) && { hasAbsencePlan: true }),
      ...(has(bits.equivalenceDecided) && { equivalenceDecided: true }),
      ...(has(bits.hasLongContract) && { hasLongContract: true }),
      ...(ages !== undefined && { takesAges: readAges(ages) }),
    },
    acceptsNew: has(bits.acceptsNew),
    ...readVisible(head.slice(3)),
    ...(employed !== undefined && { employed: readDates(employed) }),
    ceilings: readNumbers(ceilings),
  };
}

/** Whole years in base 36: `0-6` through six, `1r-` from 63. */
function codeAges({ from, through }: PatientAges): string {
  return `${from?.toString(36) ?? ''}-${through?.toString(36) ?? ''}`;
}

function readAges(code: string): PatientAges {
  const [from = '', through = ''] = code.split('-');
  return {
    ...(from !== '' && { from: Number.parseInt(from, 36) }),
    ...(through !== '' && { through: Number.parseInt(through, 36) }),
  };
}

/** Local dates as days since 1970 in base 36, three characters each: until 2097. */
export function codeDates(from: string, through: string | undefined): string {
  return codeDate(from) + (through === undefined ? '' : codeDate(through));
}

export function readDates(code: string): { from: string; through?: string } {
  const from = readDate(code.slice(0, 3));
  return code.length > 3 ? { from, through: readDate(code.slice(3)) } : { from };
}

/** Instant and value of each; `-` is no limit. */
export function codeNumbers(numbers: readonly DatedNumber[]): string {
  return numbers.map(({ from, value }) => codeInstant(from) + (value?.toString(36) ?? '-')).join(',');
}

export function readNumbers(code: string): DatedNumber[] {
  if (code === '') return [];
  return code.split(',').map((one) => {
    const length = one.startsWith('~') ? 9 : 4;
    const value = one.slice(length);
    return {
      from: readInstant(one.slice(0, length)),
      value: value === '-' ? null : Number.parseInt(value, 36),
    };
  });
}

/** The bit of each exemption. They stand in stored items: a new one takes the next bit, none ever moves. */
const exemptionBits: Readonly<Record<CapExemption, number>> = {
  newborn: 1,
  careHome: 2,
  family: 4,
  movedIn: 8,
  child0to6: 16,
  medicalPriority: 32,
};

/** As numbers, each with `!` and its exemptions' bits where it names any. A cap from before they counted names none. */
export function codeCaps(caps: readonly DatedCap[]): string {
  return caps
    .map((cap) => {
      const bits = (cap.exemptions ?? []).reduce((sum, exemption) => sum + exemptionBits[exemption], 0);
      return codeNumbers([cap]) + (bits === 0 ? '' : `!${bits.toString(36)}`);
    })
    .join(',');
}

export function readCaps(code: string): DatedCap[] {
  if (code === '') return [];
  return code.split(',').flatMap((one) => {
    const [number = '', bits = '0'] = one.split('!');
    const exemptions = capExemptions.filter(
      (exemption) => (Number.parseInt(bits, 36) & exemptionBits[exemption]) !== 0,
    );
    return readNumbers(number).map((cap) => ({ ...cap, ...(exemptions.length > 0 && { exemptions }) }));
  });
}

const hour = 3_600_000;
const day = 24 * hour;

/** A whole hour, as every local midnight is, in four characters of base 36; anything else `~` and milliseconds. */
function codeInstant(instant: string): string {
  const time = Date.parse(instant);
  if (new Date(time).toISOString() !== instant) throw new Error('An instant must be ISO 8601 in UTC');
  return time % hour === 0 ? base36(time / hour, 4) : `~${base36(time, 8)}`;
}

function readInstant(code: string): string {
  const time = code.startsWith('~') ? Number.parseInt(code.slice(1), 36) : Number.parseInt(code, 36) * hour;
  return new Date(time).toISOString();
}

function codeDate(date: string): string {
  return base36(Date.parse(`${date}T00:00:00Z`) / day, 3);
}

function readDate(code: string): string {
  return new Date(Number.parseInt(code, 36) * day).toISOString().slice(0, 10);
}

function readVisible(code: string): { visibleFrom: string; visibleThrough?: string } {
  const { from, through } = readDates(code);
  return { visibleFrom: from, ...(through !== undefined && { visibleThrough: through }) };
}

function base36(value: number, length: number): string {
  const code = value.toString(36).padStart(length, '0');
  if (!Number.isInteger(value) || value < 0 || code.length !== length) {
    throw new Error('A date or an instant cannot be written on a capacity item');
  }
  return code;
}

function nameOf<T extends string>(codes: Readonly<Record<T, string>>, code: string): T {
  for (const name in codes) if (codes[name] === code) return name;
  throw new Error('A capacity item holds an unknown code');
}
