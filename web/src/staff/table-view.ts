/** A column of a table; `key` names its cells and, where it can be sorted by, stands in the address. */
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly sortable?: boolean;
  /** Numbers stand at the end of their column. */
  readonly numeric?: boolean;
}

/**
 * What stands in a cell: a text, which may lead somewhere, and what it is sorted by where that is not the text: an ISO
 * date, or a number as it is before the language groups its digits.
 */
export type Cell =
  | string
  | { readonly text: string; readonly href?: string; readonly sortBy?: string | number };

/** A row; the cell of the first column names it. */
export interface Row {
  readonly id: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

/** What a table is sorted by: `?sortera=namn&ordning=fallande`; `?sortera-id=…` where a page has more than one. */
export interface Sort {
  readonly by: string;
  readonly descending: boolean;
  /** The table's id, for a page's second table and on. */
  readonly table?: string | undefined;
}

const names = (table: string | undefined) => {
  const end = table === undefined ? '' : `-${table}`;
  return { by: `sortera${end}`, order: `ordning${end}` };
};

/** The sort that an address asks for, if it is one of the columns'; else the one given. */
export function readSort(url: URL, columns: readonly Column[], otherwise: Sort): Sort {
  const { table } = otherwise;
  const by = url.searchParams.get(names(table).by);
  const known = columns.some(({ key, sortable }) => sortable && key === by);
  return by !== null && known
    ? { by, descending: url.searchParams.get(names(table).order) === 'fallande', table }
    : otherwise;
}

/**
 * This page sorted by a column, from its first page on, its filter kept; once more turns the order. What was just done
 * is not said again, and one stays at the table with the id.
 */
export function sortHref(url: URL, key: string, sort: Sort | undefined, id: string): string {
  const query = new URLSearchParams(url.searchParams);
  const { by, order } = names(sort?.table);
  for (const passing of ['sida', 'klart', order]) query.delete(passing);
  query.set(by, key);
  if (sort?.by === key && !sort.descending) query.set(order, 'fallande');
  return `${url.pathname}?${query}#${id}`;
}

/** What a filter's form sends along, so that its tables stay sorted as they are. */
export function keptSorts(url: URL): readonly (readonly [string, string])[] {
  return [...url.searchParams].filter(([name]) => /^(sortera|ordning)(-|$)/.test(name));
}

export function textOf(cell: Cell | undefined): string {
  return typeof cell === 'object' ? cell.text : (cell ?? '');
}

function sortText(cell: Cell | undefined): string {
  return typeof cell === 'object' && cell.sortBy !== undefined ? String(cell.sortBy) : textOf(cell);
}

/** Rows in the order asked for: as the language sorts, numbers by their size. Equal ones stay as they were. */
export function sortRows(rows: readonly Row[], { by, descending }: Sort, lang: string): readonly Row[] {
  const collator = new Intl.Collator(lang, { numeric: true });
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => sign * collator.compare(sortText(a.cells[by]), sortText(b.cells[by])));
}
