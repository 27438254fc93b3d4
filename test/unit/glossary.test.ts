import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeWords, namesWith, wordsOf } from '#support/code-words.ts';

interface Row {
  readonly section: string;
  readonly swedish: string;
  readonly here: readonly string[];
  readonly not: readonly string[];
}

const glossary = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'glossary.md'), 'utf8');
const quoted = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');

const rows: Row[] = glossary
  .split(/^## /m)
  .slice(1)
  .flatMap((part) => {
    const [section = '', ...lines] = part.split('\n');
    return lines
      .filter((line) => line.startsWith('| ') && line.includes('`'))
      .map((line) => {
        const [, swedish = '', here, not] = line.split('|').map((cell) => cell.trim());
        return { section, swedish, here: quoted(here), not: quoted(not) };
      });
  });
const names = codeWords();
const waits = (row: Row) => row.section.startsWith('Words that wait');

describe('the glossary and the code', () => {
  it('reads both', () => {
    expect(rows.length).toBeGreaterThan(50);
    expect(names.size).toBeGreaterThan(1000);
    expect([wordsOf('CareUnitProfile'), wordsOf('care-unit-full'), wordsOf('toHTTPEvent')]).toEqual([
      'care unit profile',
      'care unit full',
      'to http event',
    ]);
  });

  it.each(rows.filter((row) => !waits(row)))('$swedish: the code has $here', ({ here }) => {
    expect(here.filter((identifier) => namesWith(names, identifier).length === 0)).toEqual([]);
  });

  it.each(rows.filter((row) => row.not.length > 0))('$swedish: the code does not say $not', ({ not }) => {
    expect(not.flatMap((word) => namesWith(names, word))).toEqual([]);
  });

  it('a word stands once: nothing is both used and forbidden, or two things', () => {
    const here = rows.flatMap((row) => row.here.map(wordsOf));
    const not = rows.flatMap((row) => row.not.map(wordsOf));
    expect(here.filter((word, at) => here.indexOf(word) !== at)).toEqual([]);
    expect(here.filter((word) => not.includes(word))).toEqual([]);
  });
});
