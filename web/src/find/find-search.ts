import type { CallOf } from '#contract/routes.ts';

type Query = CallOf<'findCareUnits'>['query'];

/** The public search of the find page; it stands in the address, so that it can be shared and the back button works. */
export type FindSearch = { readonly [K in keyof Query]?: string };

const names = ['q', 'near', 'accepts', 'doctor', 'language', 'runBy', 'there', 'sort', 'page'] as const;

/** What narrows the list beside the words searched for. */
const filters = ['accepts', 'doctor', 'language', 'runBy', 'there'] as const;

/** Characters that are not seen: control characters, and those that turn the direction of what stands around them. */
const unseen = /[\p{Cc}\p{Cf}]/gu;

/**
 * The search of an address. Empty fields of a form, and what is no field of ours, are left out; of what was typed only
 * what can be seen is kept.
 */
export function readSearch(params: URLSearchParams): FindSearch {
  const filled = names.flatMap((name) => {
    const value = params.get(name)?.replace(unseen, ' ').trim();
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(filled);
}

/** The search as the API takes it. A value outside the contract's lists is left out, as if not asked for. */
export function queryOf(search: FindSearch): Query {
  const { q, near, accepts, doctor, language, runBy, there, sort, page } = search;
  const pageNumber = Number(page);
  return {
    q: q?.slice(0, 80),
    near: near?.slice(0, 60),
    accepts: accepts === 'new' ? 'new' : undefined,
    doctor: doctor === 'places' ? 'places' : undefined,
    language: language !== undefined && /^[a-z]{2,3}$/.test(language) ? language : undefined,
    runBy: runBy === 'region' || runBy === 'private' ? runBy : undefined,
    there: there?.slice(0, 60),
    sort: sort === 'name' || sort === 'distance' ? sort : undefined,
    page: Number.isInteger(pageNumber) && pageNumber >= 1 && pageNumber <= 200 ? pageNumber : undefined,
  };
}

/** Address of the same search with something changed: another page of the list, or another order. */
export function searchHref(path: string, search: FindSearch, change: FindSearch): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...search, page: undefined, ...change })) {
    if (value !== undefined && !(name === 'page' && value === '1')) params.set(name, value);
  }
  const query = params.toString();
  return query ? `${path}?${query}` : path;
}

/** How many filters are set: the form says it while they are folded away. */
export function filtersSet(search: FindSearch): number {
  return filters.filter((name) => search[name] !== undefined).length;
}
