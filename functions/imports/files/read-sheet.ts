import { addDays } from '#domain/stockholm-time.ts';
import { failFile } from './file-fault.ts';
import { withoutMark } from './formula-mark.ts';
import { tableLimits } from './limits.ts';
import { attributeOf, readXml, type XmlToken } from './read-xml.ts';
import { withoutEscapes } from './shared-texts.ts';
import type { TableFault } from './table-event.ts';
import { columnLetters, type RawRow } from './table-rows.ts';
import type { NumberStyle } from './workbook-styles.ts';

/** What cells of a workbook point at. */
export interface SheetContext {
  readonly sharedTexts: readonly string[];
  readonly styles: readonly NumberStyle[];
  /** Days between the workbook's calendar and the one that begins in 1900. */
  readonly dayShift: number;
}

interface Cell {
  readonly column: number;
  readonly type: string;
  readonly style: NumberStyle;
  value: string;
  isFormula: boolean;
}

/** A row as it is gathered. */
interface Gathered {
  number: number;
  cells: string[];
  faults: TableFault[];
}

/** Rows of a sheet; formulas and errors are told by row and column, and their rows left out. */
export async function* readSheet(
  bytes: AsyncIterable<Uint8Array>,
  context: SheetContext,
): AsyncGenerator<RawRow | TableFault> {
  const gather = gatherer(context);
  for await (const tokens of readXml(bytes)) {
    for (const token of tokens) {
      const row = gather(token);
      if (!row) continue;
      if (row.faults.length > 0) yield* row.faults;
      else yield { kind: 'raw', row: row.number, cells: row.cells };
    }
  }
}

/** Takes markup and gives a row when one ends. */
function gatherer(context: SheetContext): (token: XmlToken) => Gathered | undefined {
  let row: Gathered = { number: 0, cells: [], faults: [] };
  let cell: Cell | undefined;
  let column = 0;
  let isValue = false;
  let isPhonetic = false;
  const open = (name: string, attributes: string) => {
    if (name === 'row') {
      row = { number: nextRow(row.number, attributeOf(attributes, 'r')), cells: [], faults: [] };
      column = 0;
    } else if (name === 'c') {
      column = nextColumn(column, attributeOf(attributes, 'r'));
      const style = context.styles[Number(attributeOf(attributes, 's') ?? 0)] ?? 'number';
      cell = { column, type: attributeOf(attributes, 't') ?? 'n', style, value: '', isFormula: false };
    } else if (name === 'f' && cell) cell.isFormula = true;
    else if (name === 'v' || name === 't') isValue = !isPhonetic;
    else if (name === 'rPh') isPhonetic = true;
  };
  return (token) => {
    if (token.kind === 'open') open(token.name, token.attributes);
    else if (token.kind === 'text') {
      if (cell && isValue && cell.value.length <= tableLimits.cellLength) cell.value += token.text;
    } else if (token.name === 'v' || token.name === 't') isValue = false;
    else if (token.name === 'rPh') isPhonetic = false;
    else if (token.name === 'c' && cell) {
      addCell(row, cell, context);
      cell = undefined;
    } else if (token.name === 'row') return row;
    return undefined;
  };
}

function addCell(row: Gathered, cell: Cell, context: SheetContext): void {
  const where = { row: row.number, column: columnLetters(cell.column) };
  if (cell.isFormula) {
    addFault(row, { kind: 'fault', slug: 'formula', ...where });
    return;
  }
  const text = textOf(cell, context);
  if (text === '') return;
  if (cell.column > tableLimits.columns) {
    failFile('too-many-columns', { row: row.number, detail: tableLimits.columns });
  }
  if (text === undefined) addFault(row, { kind: 'fault', slug: 'cell-error', ...where });
  else if (text.length > tableLimits.cellLength) {
    failFile('cell-too-long', { ...where, detail: tableLimits.cellLength });
  } else {
    while (row.cells.length < cell.column - 1) row.cells.push('');
    row.cells[cell.column - 1] = withoutMark(text);
  }
}

/** A row of nothing but formulas is told a cell at a time, as far as a table reaches. */
function addFault(row: Gathered, fault: TableFault): void {
  if (row.faults.length < tableLimits.columns) row.faults.push(fault);
}

/** Rows and cells stand in order, with or without their names. */
function nextRow(before: number, said: string | undefined): number {
  const number = said === undefined ? before + 1 : Number(said);
  return Number.isInteger(number) && number > before && number <= 1_048_576
    ? number
    : failFile('workbook-damaged');
}

function nextColumn(before: number, said: string | undefined): number {
  const [, letters] =
    said === undefined ? [] : (/^([A-Z]{1,3})\d{1,7}$/.exec(said) ?? failFile('workbook-damaged'));
  if (letters === undefined) return before + 1;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column > before ? column : failFile('workbook-damaged');
}

/** What a cell says as text; undefined for an error, and for a value that its type does not allow. */
function textOf({ type, value, style }: Cell, context: SheetContext): string | undefined {
  if (type === 's') return value === '' ? '' : context.sharedTexts[Number(value)];
  if (type === 'inlineStr' || type === 'str') return withoutEscapes(value);
  if (value === '') return '';
  if (type === 'b') return value === '1' ? 'ja' : 'nej';
  if (type === 'd') return value;
  return type === 'n' ? textOfNumber(Number(value), style, context.dayShift) : undefined;
}

function textOfNumber(number: number, style: NumberStyle, dayShift: number): string | undefined {
  if (!Number.isFinite(number)) return undefined;
  if (style === 'percent') return `${Math.round(number * 10_000) / 100} %`;
  if (style === 'number' || number < 0 || number > 2_958_465) return String(number);
  const days = Math.floor(number);
  const minutes = Math.min(Math.round((number - days) * 1_440), 1_439);
  const time = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
  if (style === 'time' && days === 0) return time;
  const date = addDays('1899-12-30', days + dayShift);
  return minutes === 0 ? date : `${date} ${time}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
