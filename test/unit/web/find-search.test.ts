import { describe, expect, it } from 'vitest';
import { findQuery } from '#contract/directory-schemas.ts';
import { filtersSet, queryOf, readSearch, searchHref } from '../../../web/src/find/find-search.ts';

const read = (query: string) => readSearch(new URLSearchParams(query));

describe('the search in the address', () => {
  it('leaves out empty fields and what is no field of ours', () => {
    expect(read('q=+mora+&near=&language=so&utm_source=x')).toEqual({ q: 'mora', language: 'so' });
  });

  it('asks the API only for what the contract knows, whatever is typed', () => {
    const search = read(`q=${'x'.repeat(200)}&accepts=all&runBy=me&language=%3Cb%3E&sort=size&page=-1`);
    const query = queryOf(search);
    expect(findQuery.safeParse(JSON.parse(JSON.stringify(query))).success).toBe(true);
    expect(query).toEqual({ q: 'x'.repeat(80) });
  });

  it('keeps of what was typed only what can be seen', () => {
    expect(read('q=m%00ora%E2%80%AE&near=%E2%81%A6orsa%E2%81%A9')).toEqual({ q: 'm ora', near: 'orsa' });
    expect(read('q=%00%E2%80%8B')).toEqual({});
  });

  it('keeps the search on the next page, and starts over when the order changes', () => {
    const search = read('q=mora&page=2');
    expect(searchHref('/sv/hitta', search, { page: '3' })).toBe('/sv/hitta?q=mora&page=3');
    expect(searchHref('/sv/hitta', search, { sort: 'name' })).toBe('/sv/hitta?q=mora&sort=name');
    expect(searchHref('/sv/hitta', {}, { page: '1' })).toBe('/sv/hitta');
  });

  it('counts filters, not words searched for', () => {
    expect(filtersSet(read('q=mora&near=orsa&accepts=new&language=ar'))).toBe(2);
  });
});
