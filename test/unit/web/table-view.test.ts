import { describe, expect, it } from 'vitest';
import { keptSorts, readSort, sortHref, sortRows, textOf } from '../../../web/src/staff/table-view.ts';

const columns = [
  { key: 'name', label: 'Namn', sortable: true },
  { key: 'listed', label: 'Listade', sortable: true },
  { key: 'note', label: 'Not' },
];
const otherwise = { by: 'name', descending: false };
const at = (query: string) => new URL(`https://example.org/sv/personal/x${query}`);

describe('what a table is sorted by', () => {
  it.each([
    ['', otherwise],
    ['?sortera=listed', { by: 'listed', descending: false }],
    ['?sortera=listed&ordning=fallande', { by: 'listed', descending: true }],
    ['?sortera=note', otherwise],
    ['?sortera=constructor', otherwise],
    ['?sortera-other=listed', otherwise],
  ])('"%s"', (query, sort) => {
    expect(readSort(at(query), columns, otherwise)).toEqual(sort);
  });

  it('each table of a page by its own', () => {
    const second = { by: 'name', descending: true, table: 'other' };
    const url = at('?sortera=name&sortera-other=listed');
    expect(readSort(url, columns, second)).toEqual({ by: 'listed', descending: false, table: 'other' });
  });

  it('a link keeps the filter and the other table, and forgets the page and what was done', () => {
    const url = at('?visa=alla&sida=3&klart=changed&sortera-other=listed');
    expect(sortHref(url, 'name', undefined, 'table')).toBe(
      '/sv/personal/x?visa=alla&sortera-other=listed&sortera=name#table',
    );
    const turned = sortHref(url, 'listed', { by: 'listed', descending: false, table: 'other' }, 'other');
    expect(turned).toBe('/sv/personal/x?visa=alla&sortera-other=listed&ordning-other=fallande#other');
  });

  it('a filter sends along how its tables are sorted, and nothing else', () => {
    expect(keptSorts(at('?visa=alla&sortera=name&ordning-other=fallande&sorteras=x'))).toEqual([
      ['sortera', 'name'],
      ['ordning-other', 'fallande'],
    ]);
  });
});

describe('rows in order', () => {
  const row = (id: string, listed: string | { text: string; sortBy: number }) => ({ id, cells: { listed } });
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

  it('numbers by their size, however they are written', () => {
    const rows = [
      row('b', { text: '1 100', sortBy: 1_100 }),
      row('a', { text: '550', sortBy: 550 }),
      row('c', '9'),
    ];
    const sort = { by: 'listed', descending: false };
    expect(ids(sortRows(rows, sort, 'sv'))).toEqual(['c', 'a', 'b']);
    expect(ids(sortRows(rows, { ...sort, descending: true }, 'sv'))).toEqual(['b', 'a', 'c']);
    expect(textOf(rows[0]?.cells.listed)).toBe('1 100');
  });

  it('as the language sorts', () => {
    const rows = ['Östnor', 'Ål', 'Zinkgruvan'].map((name) => row(name, name));
    expect(ids(sortRows(rows, { by: 'listed', descending: false }, 'sv'))).toEqual([
      'Zinkgruvan',
      'Ål',
      'Östnor',
    ]);
  });
});
