import { decodeText } from './decode-text.ts';
import { failFile, faultOf } from './file-fault.ts';
import { failContainer, findFileKind, headBytes } from './find-file-kind.ts';
import { tableLimits } from './limits.ts';
import { collectBytes, type PeekedBytes, peekBytes } from './peek-bytes.ts';
import { readCsv } from './read-csv.ts';
import { readWorkbook } from './read-workbook.ts';
import type { TableEvent } from './table-event.ts';
import { tableOf } from './table-rows.ts';

/**
 * Reads a file as a table: text with ; , or tab between cells, or an Excel workbook (.xlsx). Never throws for what the
 * file holds: whatever it is, the events end, in rows or in a fault. Of a file of text no more than a row is held.
 *
 * @throws what `bytes` throws.
 */
export async function* readTable(
  bytes: AsyncIterable<Uint8Array>,
  { fileName }: { readonly fileName: string },
): AsyncGenerator<TableEvent> {
  try {
    yield* eventsOf(await peekBytes(bytes, headBytes), fileName);
  } catch (error) {
    const fault = faultOf(error);
    if (!fault) throw error;
    yield fault;
  }
}

async function* eventsOf(peeked: PeekedBytes, fileName: string): AsyncGenerator<TableEvent> {
  const kind = findFileKind(peeked.head, fileName);
  if (kind === 'container') await failContainer(peeked.all);
  if (kind === 'text') {
    yield* tableOf(readCsv(decodeText(peeked)), true);
    return;
  }
  const workbook = await collectBytes(peeked.all, tableLimits.workbookBytes);
  if (!workbook) failFile('file-too-large', { detail: tableLimits.workbookBytes / 1_048_576 });
  yield* tableOf(readWorkbook(workbook), false);
}
