import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { failFile, fileFailure } from './file-fault.ts';
import { textOfCell } from './formula-mark.ts';
import { tableLimits } from './limits.ts';
import { findSeparator, type Separator } from './separator.ts';
import type { TableFault } from './table-event.ts';
import { columnLetters, type RawRow } from './table-rows.ts';

/** Rows of a file of text; no more of it is held than a row and what the streams have in hand. */
export async function* readCsv(texts: AsyncIterable<string>): AsyncGenerator<RawRow | TableFault> {
  const { separator, rest } = await findSeparator(texts);
  let row = 0;
  try {
    for await (const cells of recordsOf(rest, separator)) {
      row += 1;
      yield* rowOf(row, cells);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser is ahead of its reader, so it is asked which row it had come to.
    const at = typeof error.records === 'number' ? error.records + 1 : row + 1;
    failFile(error.code === 'CSV_MAX_RECORD_SIZE' ? 'row-too-long' : 'quotes-wrong', { row: at });
  }
}

function* rowOf(row: number, cells: readonly string[]): Generator<RawRow | TableFault> {
  const texts = cells.map(textOfCell);
  const formulas = [...texts.entries()].filter(([, text]) => text === undefined);
  for (const [at] of formulas) yield { kind: 'fault', slug: 'formula', row, column: columnLetters(at + 1) };
  if (formulas.length === 0) yield { kind: 'raw', row, cells: texts.map((text) => text ?? '') };
}

async function* recordsOf(texts: AsyncIterable<string>, delimiter: Separator): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: tableLimits.rowLength,
    trim: true,
    // A quote within a cell that does not begin with one is a sign like others.
    relax_quotes: true,
    cast: (cell, { index, records }) => {
      if (index >= tableLimits.columns) throw tooMany(records + 1);
      if (cell.length > tableLimits.cellLength) throw tooLong(records + 1, index);
      return cell;
    },
  });
  // A fault of either side reaches the reader of the parser; the promise says the same once more.
  const piped = pipeline(Readable.from(texts), parser).catch(() => undefined);
  yield* parser;
  await piped;
}

function tooMany(row: number): Error {
  return fileFailure('too-many-columns', { row, detail: tableLimits.columns });
}

function tooLong(row: number, index: number): Error {
  return fileFailure('cell-too-long', {
    row,
    column: columnLetters(index + 1),
    detail: tableLimits.cellLength,
  });
}
