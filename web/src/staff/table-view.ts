/** A column of a table; `key` names its cells and, where it can be sorted by, stands in the address. */
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly sortable?: boolean;
  /** Numbers stand at the end of their column. */
  readonly numeric?: boolean;
}

/** What stands in a cell: a text, or a text that leads somewhere. */
export type Cell = string | { readonly text: string; readonly href: string };

/** A row; the cell of the first column names it. */
export interface Row {
  readonly id: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

/** What a table is sorted by: `?sortera=namn&ordning=fallande`. */
export interface Sort {
  readonly by: string;
  readonly descending: boolean;
}

/** The sort that an address asks for, if it is one of the columns'; else the one given. */
export function readSort(url: URL, columns: readonly Column[], otherwise: Sort): Sort {
  const by = url.searchParams.get('sortera');
  const known = columns.some(({ key, sortable }) => sortable && key === by);
  return by !== null && known
    ? { by, descending: url.searchParams.get('ordning') === 'fallande' }
    : otherwise;
}

/** This page sorted by a column, its filter kept; once more turns the order. */
export function sortHref(url: URL, key: string, sort: Sort | undefined): string {
  const query = new URLSearchParams(url.searchParams);
  query.set('sortera', key);
  if (sort?.by === key && !sort.descending) query.set('ordning', 'fallande');
  else query.delete('ordning');
  return `${url.pathname}?${query}`;
}

export function textOf(cell: Cell | undefined): string {
  return typeof cell === 'object' ? cell.text : (cell ?? '');
}

/** Rows in the order asked for: as the language sorts, numbers by their size. Equal ones stay as they were. */
export function sortRows(rows: readonly Row[], { by, descending }: Sort, lang: string): readonly Row[] {
  const collator = new Intl.Collator(lang, { numeric: true });
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => sign * collator.compare(textOf(a.cells[by]), textOf(b.cells[by])));
}
