import { describe, expect, it } from 'vitest';
import { proposePlaceholder } from '#domain/imports/propose-placeholder.ts';
import { readDate } from '#domain/imports/read-date-cell.ts';
import { readNumber, readShare } from '#domain/imports/read-number-cell.ts';

const said = (read: { ok: boolean; value?: unknown; slug?: string }) => (read.ok ? read.value : read.slug);

describe('a date', () => {
  it.each([
    ['2025-12-24', '2025-12-24'],
    ['20251224', '2025-12-24'],
    ['2025/12/24', '2025-12-24'],
    ['2025-12-24 00:00:00', '2025-12-24'],
    ['2025-12-24T08:30', '2025-12-24'],
    ['24/12 2025', '2025-12-24'],
    ['4/3-2025', '2025-03-04'],
    ['24.12.2025', '2025-12-24'],
    ['24/12/2025', '2025-12-24'],
    ['5/5/2025', '2025-05-05'],
    ['24 december 2025', '2025-12-24'],
    ['den 1 maj 2025', '2025-05-01'],
    ['1 Oct 2025', '2025-10-01'],
    ['46015', '2025-12-24'],
    ['45292,5', '2024-01-01'],
    ['03/04/2026', 'date-unclear'],
    ['12/24/2025', 'date-unclear'],
    ['2025-02-29', 'not-a-date'],
    ['2025-13-01', 'not-a-date'],
    ['251224', 'not-a-date'],
    ['24/12', 'not-a-date'],
    ['24 blomman 2025', 'not-a-date'],
    ['99999', 'not-a-date'],
    ['idag', 'not-a-date'],
    ['２０２５-12-24', 'not-a-date'],
  ])('%s is %s', (text, date) => {
    expect(said(readDate(text))).toBe(date);
  });
});

describe('a number', () => {
  it.each([
    ['1250', 1250],
    ['1 250', 1250],
    ['12 250,5', 12250.5],
    ['1250.5', 1250.5],
    ['1250,0', 1250],
    ['0,125', 0.125],
    ['-3', -3],
    ['1.250', 'number-unclear'],
    ['1,250', 'number-unclear'],
    ['1.250.000', 'number-unclear'],
    ['1 25', 'not-a-number'],
    ['1,99001E+11', 'number-shortened'],
    ['Infinity', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['tio', 'not-a-number'],
  ])('%s is %s', (text, number) => {
    expect(said(readNumber(text))).toBe(number);
  });

  it.each([
    ['75', 75],
    ['75 %', 75],
    ['0,75', 75],
    ['100', 100],
    ['1 %', 1],
    ['1', 'share-unclear'],
    ['0', 'out-of-range'],
    ['101', 'out-of-range'],
    ['halv', 'not-a-number'],
  ])('%s as a share is %s', (text, share) => {
    expect(said(readShare(text))).toBe(share);
  });
});

describe('a name that looks like a list without a doctor (source 003)', () => {
  it.each([
    ['Norberg 1', ''],
    ['Dr Norberg 1', 'Vårdcentralen Norberg'],
    ['Dr Norberg XX', ''],
    ['Norberg hyrläkare', ''],
    ['Vakans', ''],
    ['Norberg Stafett', ''],
    ['Norberg Anna Berg', 'Vårdcentralen Norberg'],
    ['Dr Norberg', 'Norbergs vårdcentral'],
    ['Hemdal Bo Ek', 'Hemdals Vårdcentral'],
  ])('%s at %s is proposed as a list', (name, careUnitName) => {
    expect(proposePlaceholder(name, careUnitName)).toBe(true);
  });

  it.each([
    ['Erik Norberg', 'Vårdcentralen Norberg'],
    ['Norberg, Erik', 'Vårdcentralen Norberg'],
    ['Dr Anna Berg', 'Vårdcentralen Norberg'],
    ['Xena Ek', ''],
    ['Dr Ek', ''],
    ['Nya Lindqvist', 'Nya vårdcentralen'],
  ])('%s at %s is a person', (name, careUnitName) => {
    expect(proposePlaceholder(name, careUnitName)).toBe(false);
  });
});
