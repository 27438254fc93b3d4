import { isDate } from './stockholm-time.ts';

/** One canonical form of a person's number: twelve ASCII digits, the century written out. */
export interface IdentityNumber {
  readonly kind: 'personalIdentityNumber' | 'coordinationNumber';
  readonly number: string;
}

/**
 * Reads a personnummer or a samordningsnummer: twelve digits, with or without `-` before the last four; or ten digits
 * with `-` (or nothing), and with `+` from the year one turns 100. `today` is the local date that a short number's
 * century is counted from. Spaces, full-width digits and every other sign are refused: a number has one form.
 *
 * A coordination number's day is raised by 60; its month may be 00 and its day 60 where the date of birth is unknown,
 * and the official test series holds dates that do not exist (31 April), so only the ranges are checked there.
 */
export function parseIdentityNumber(text: string, today: string): IdentityNumber | undefined {
  const digits = twelveDigits(text, today);
  if (!digits || !hasCheckDigit(digits.slice(2))) return undefined;
  const { year, month, day } = datePart(digits);
  if (isDate(`${year}-${month}-${day}`)) {
    return `${year}-${month}-${day}` <= today
      ? { kind: 'personalIdentityNumber', number: digits }
      : undefined;
  }
  const isCoordination = Number(month) <= 12 && Number(day) >= 60 && Number(day) <= 91;
  if (!isCoordination || year > today.slice(0, 4)) return undefined;
  return { kind: 'coordinationNumber', number: digits };
}

/**
 * The date of birth that a number says, `YYYY-MM-DD`; nothing where a coordination number does not know it. A number is
 * canonical here: it comes from `parseIdentityNumber`.
 */
export function birthDateOf({ kind, number }: IdentityNumber): string | undefined {
  const { year, month, day } = datePart(number);
  const dayOfMonth = kind === 'coordinationNumber' ? String(Number(day) - 60).padStart(2, '0') : day;
  const date = `${year}-${month}-${dayOfMonth}`;
  return isDate(date) ? date : undefined;
}

function datePart(digits: string): { year: string; month: string; day: string } {
  return { year: digits.slice(0, 4), month: digits.slice(4, 6), day: digits.slice(6, 8) };
}

function twelveDigits(text: string, today: string): string | undefined {
  const [, century, date, sign, serial] = /^(\d{2})?(\d{6})([-+]?)(\d{4})$/.exec(text) ?? [];
  if (date === undefined || serial === undefined) return undefined;
  if (century !== undefined) return sign === '+' ? undefined : `${century}${date}${serial}`;
  return `${centuryOf(date.slice(0, 2), sign === '+', today)}${date}${serial}`;
}

/** The latest year with these two digits that is not after this year; with `+` the one a hundred years before. */
function centuryOf(yearOfCentury: string, hundred: boolean, today: string): string {
  const thisCentury = Number(today.slice(0, 2));
  const began = yearOfCentury <= today.slice(2, 4) ? thisCentury : thisCentury - 1;
  return String(hundred ? began - 1 : began);
}

/** Luhn (modulus 10, weights 2 and 1) over ten digits. */
function hasCheckDigit(tenDigits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...tenDigits].entries()) {
    const weighted = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
