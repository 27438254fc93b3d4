import { isShortened, type Read, read, unread } from './read-cell.ts';

/**
 * A number without sign, as Swedish and spreadsheets write it: 1 250, 1250,0 or 1250.5. A point or comma before
 * exactly three digits (1.250) is a thousand to one and a decimal to another: refused.
 */
export function readNumber(text: string): Read<number> {
  const tight = text.replace(
    /^(\d{1,3})((?: \d{3})+)(?![\d ])/,
    (_, first: string, rest: string) => `${first}${rest.replaceAll(' ', '')}`,
  );
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(tight) && !tight.startsWith('0')) return unread('number-unclear');
  if (isShortened(tight)) return unread('number-shortened');
  if (!/^-?\d{1,12}(?:[.,]\d{1,15})?$/.test(tight)) return unread('not-a-number');
  return read(Number(tight.replace(',', '.')));
}

/** A whole number within bounds; 1250,0 is whole. */
export function readWholeNumber(
  text: string,
  { from, through }: { from: number; through: number },
): Read<number> {
  const number = readNumber(text);
  if (!number.ok) return number;
  if (!Number.isInteger(number.value)) return unread('not-a-number');
  return number.value < from || number.value > through ? unread('out-of-range') : number;
}

/** Degrees of a position; here three decimals are three decimals. */
export function readDegrees(
  text: string,
  { from, through }: { from: number; through: number },
): Read<number> {
  if (!/^-?\d{1,3}(?:[.,]\d{1,15})?$/.test(text)) return unread('not-a-number');
  const degrees = Number(text.replace(',', '.'));
  return degrees < from || degrees > through ? unread('out-of-range') : read(degrees);
}

/** Per cent of full time, 1–100: 75, 75 %, 0,75. A bare 1 is one per cent or all of it: refused. */
export function readShare(text: string): Read<number> {
  const [, digits = '', sign] = /^([\d.,]+) ?(%|procent|percent)?$/i.exec(text) ?? [];
  if (!/^\d{1,3}(?:[.,]\d{1,4})?$/.test(digits)) return unread('not-a-number');
  const number = Number(digits.replace(',', '.'));
  if (!sign && number === 1) return unread('share-unclear');
  const share = Math.round(!sign && number < 1 ? number * 100 : number);
  return share < 1 || share > 100 ? unread('out-of-range') : read(share);
}
