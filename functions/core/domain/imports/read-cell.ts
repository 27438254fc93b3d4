import { parseHsaId } from '#domain/hsa-id.ts';
import { type IdentityNumber, parseIdentityNumber } from '#domain/identity-number.ts';
import { type ChoiceColumn, type ChoiceValue, type ImportChoice, importChoices } from './import-choices.ts';
import type { CellFaultSlug } from './import-fault.ts';
import { foldWord } from './match-columns.ts';

/** What a cell says, or why it says nothing. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly slug: CellFaultSlug };

export const read = <T>(value: T): Read<T> => ({ ok: true, value });
export const unread = (slug: CellFaultSlug): Read<never> => ({ ok: false, slug });

/** Longer than any name, address or week of opening hours. */
const textAtMost = 300;

/** Control, format, private and unassigned characters, and line separators: nobody sees them, and some turn the text. */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]/u;

/**
 * A text as it is kept: composed (NFC), spaces of every kind as one, none around it. Characters that are not seen are
 * refused, for two names that look alike would be two; a line break within a cell is a space.
 */
export function readText(text: string): Read<string> {
  if (text.length > textAtMost * 4) return unread('too-long');
  const plain = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (plain.length > textAtMost) return unread('too-long');
  return hidden.test(plain) ? unread('hidden-characters') : read(plain);
}

const yes = new Set(['ja', 'j', 'yes', 'y', 'sant', 'true', '1', 'x']);
const no = new Set(['nej', 'n', 'no', 'falskt', 'false', '0']);

export function readYesNo(text: string): Read<boolean> {
  const word = foldWord(text);
  if (yes.has(word)) return read(true);
  return no.has(word) ? read(false) : unread('not-yes-or-no');
}

/** A word of a column of choices, in any of its languages and spellings. */
export function readChoice<C extends ChoiceColumn>(column: C, text: string): Read<ChoiceValue<C>> {
  const word = foldWord(text);
  const choices: readonly (ImportChoice & { readonly value: ChoiceValue<C> })[] = importChoices[column];
  const found = choices.find((choice) => foldedNames(choice).has(word));
  return found ? read(found.value) : unread('not-a-choice');
}

const folded = new WeakMap<ImportChoice, ReadonlySet<string>>();

/** Folded once: a file asks a hundred thousand times. */
function foldedNames(choice: ImportChoice): ReadonlySet<string> {
  const known = folded.get(choice);
  if (known) return known;
  const { value, sv, en, alsoCalled } = choice;
  const names = new Set([value, sv, en, ...alsoCalled].map(foldWord));
  folded.set(choice, names);
  return names;
}

/** An HSA-id in capitals, as registers show it. */
export function readHsaId(text: string): Read<string> {
  const hsaId = parseHsaId(text);
  return hsaId === undefined ? unread('not-an-hsa-id') : read(hsaId.toUpperCase());
}

/** A care unit by its HSA-id, in capitals, or by its id in the service. */
export function readCareUnit(text: string): Read<string> {
  const hsaId = parseHsaId(text);
  if (hsaId !== undefined) return read(hsaId.toUpperCase());
  return /^[a-z0-9-]{3,60}$/.test(text) ? read(text) : unread('not-a-care-unit');
}

/** Nationellt reservID, and the reserve numbers of Stockholm, Västra Götaland and Värmland (their tables of forms). */
const reserveNumbers = [
  /^(?:00|2[2-9]|[3-9]\d)\d{6}[A-HJ-NPR-UX-Z]{2}[\dA-Z]\d$/,
  /^99\d{10}$/,
  /^\d{8}[KMX]\d{3}$/,
  /^\d{8}S[FUXPL\d][\dA-Z]{2}$/,
];

/** A personnummer or samordningsnummer in all its forms; a reserve number is told from a wrong one. */
export function readIdentityNumber(text: string, today: string): Read<IdentityNumber> {
  const number = parseIdentityNumber(text, today);
  if (number) return read(number);
  if (isShortened(text)) return unread('number-shortened');
  const capitals = text.toUpperCase().replace('-', '');
  return unread(
    reserveNumbers.some((form) => form.test(capitals)) ? 'reserve-number' : 'not-an-identity-number',
  );
}

/** 1,99001E+11: what a spreadsheet shows of a long number in a narrow column. */
export function isShortened(text: string): boolean {
  return /^\d(?:[.,]\d+)?E\+?\d+$/i.test(text);
}
