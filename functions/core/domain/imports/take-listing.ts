import type { IdentityNumber } from '#domain/identity-number.ts';
import { birthDateOf } from '#domain/identity-number.ts';
import { localDate } from '#domain/stockholm-time.ts';
import type { CellReader } from './cell-reader.ts';
import type { ImportedListingRow, RowSurroundings } from './imported-rows.ts';
import { type Read, read, readCareUnit, readChoice, readIdentityNumber, unread } from './read-cell.ts';
import { readDate } from './read-date-cell.ts';

type Reader = CellReader<'listings'>;

/** A listing of a row. Dates are of the past: what is to come is chosen, not imported. */
export function takeListingRow(reader: Reader, { now }: RowSurroundings): ImportedListingRow | undefined {
  const { take } = reader;
  const today = localDate(now);
  const identityNumber = take('identityNumber', (text) => readIdentityNumber(text, today));
  const careUnit = take('careUnit', readCareUnit);
  const since = take('since', (text) => readPastDate(text, today));
  const origin = take('origin', (text) => readChoice('origin', text)) ?? 'imported';
  const doctor = take('doctor', (text) => (text.length > 80 ? unread('too-long') : read(text)));
  const doctorSince = take('doctorSince', (text) => readPastDate(text, today));
  if (!identityNumber || !careUnit || !since) return undefined;
  findDateFaults(reader, { identityNumber, since, doctorSince });
  return {
    identityNumber,
    careUnit,
    since,
    origin,
    ...(doctor !== undefined && { doctor }),
    ...(doctorSince !== undefined && { doctorSince }),
  };
}

/** Nobody is listed before birth, nor has a doctor within a listing before it began. */
function findDateFaults(
  { fault }: Reader,
  row: { identityNumber: IdentityNumber; since: string; doctorSince: string | undefined },
): void {
  const birthDate = birthDateOf(row.identityNumber);
  if (birthDate !== undefined && row.since < birthDate) fault('out-of-range', 'since');
  if (row.doctorSince !== undefined && row.doctorSince < row.since) fault('out-of-range', 'doctorSince');
}

function readPastDate(text: string, today: string): Read<string> {
  const date = readDate(text);
  return date.ok && date.value > today ? unread('date-in-the-future') : date;
}
