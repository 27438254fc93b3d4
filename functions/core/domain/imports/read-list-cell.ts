import { foldWord } from './match-columns.ts';
import { type Read, read, unread } from './read-cell.ts';

/** Languages of care units and doctors as files name them; any other by its code of two or three letters. */
const languageNames: Readonly<Record<string, string>> = {
  svenska: 'sv',
  engelska: 'en',
  arabiska: 'ar',
  finska: 'fi',
  somaliska: 'so',
  persiska: 'fa',
  farsi: 'fa',
  dari: 'prs',
  kurdiska: 'ku',
  tigrinska: 'ti',
  tigrinja: 'ti',
  ukrainska: 'uk',
  ryska: 'ru',
  polska: 'pl',
  spanska: 'es',
  tyska: 'de',
  franska: 'fr',
  turkiska: 'tr',
  bosniska: 'bs',
  kroatiska: 'hr',
  serbiska: 'sr',
  norska: 'no',
  danska: 'da',
  italienska: 'it',
  grekiska: 'el',
  rumänska: 'ro',
  ungerska: 'hu',
  kinesiska: 'zh',
  thailändska: 'th',
  vietnamesiska: 'vi',
  urdu: 'ur',
  hindi: 'hi',
  bengali: 'bn',
  albanska: 'sq',
  meänkieli: 'fit',
};
const languagesAtMost = 20;

/** Codes of languages, from codes or Swedish names with commas, spaces or bars between: "svenska, fi". */
export function readLanguages(text: string): Read<readonly string[]> {
  const words = text.split(/[,;/|\s]+/).filter((word) => word !== '' && foldWord(word) !== 'och');
  if (words.length > languagesAtMost) return unread('too-long');
  const codes = words.map((word) => languageCodeOf(word.toLowerCase().normalize('NFC')));
  return codes.some((code) => code === undefined)
    ? unread('not-a-language')
    : read([...new Set(codes.flatMap((code) => code ?? []))]);
}

function languageCodeOf(word: string): string | undefined {
  if (Object.hasOwn(languageNames, word)) return languageNames[word];
  return /^[a-z]{2,3}$/.test(word) ? word : undefined;
}

/** ISO weekdays, and from when until when. */
export interface OpeningHours {
  readonly days: readonly number[];
  readonly opens: string;
  readonly closes: string;
}

const weekdays = ['må', 'ti', 'on', 'to', 'fr', 'lö', 'sö'];
const englishWeekdays = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const partsAtMost = 14;

/** Opening hours: "mån–fre 08:00–17:00; lör 10–14". English weekdays too. */
export function readOpeningHours(text: string): Read<readonly OpeningHours[]> {
  const parts = text
    .toLowerCase()
    .split(/[;,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > partsAtMost) return unread('too-long');
  const hours = parts.map(hoursOf);
  return hours.some((one) => one === undefined)
    ? unread('not-opening-hours')
    : read(hours.flatMap((one) => one ?? []));
}

function hoursOf(part: string): OpeningHours | undefined {
  const dash = '\\s*[-–—]\\s*';
  const time = '(\\d{1,2})(?:[:.](\\d{2}))?';
  const form = new RegExp(`^(\\p{L}+)(?:${dash}(\\p{L}+))? (?:kl\\.? )?${time}${dash}${time}$`, 'u');
  const [
    ,
    first = '',
    last = first,
    opensHour = '',
    opensMinute = '00',
    closesHour = '',
    closesMinute = '00',
  ] = form.exec(part) ?? [];
  const [from, through] = [weekdayOf(first), weekdayOf(last)];
  const opens = timeOf(opensHour, opensMinute);
  const closes = timeOf(closesHour, closesMinute);
  if (!from || !through || !opens || !closes || through < from || closes <= opens) return undefined;
  return { days: Array.from({ length: through - from + 1 }, (_, at) => from + at), opens, closes };
}

/** 1–7, or 0 for a word that is no weekday. */
function weekdayOf(word: string): number {
  const stem = word.slice(0, 2);
  return 1 + Math.max(weekdays.indexOf(stem), englishWeekdays.indexOf(stem));
}

function timeOf(hour: string, minute: string): string | undefined {
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : undefined;
}
