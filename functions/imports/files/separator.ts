import { failFile } from './file-fault.ts';
import { tableLimits } from './limits.ts';

const separators = [';', ',', '\t'] as const;
export type Separator = (typeof separators)[number];

/**
 * Finds what stands between cells by the first row that says something: the sign that it has most of. A first line
 * `sep=;`, which spreadsheets write and hide, decides and is taken off.
 */
export async function findSeparator(
  texts: AsyncIterable<string>,
): Promise<{ separator: Separator; rest: AsyncIterable<string> }> {
  const iterator = texts[Symbol.asyncIterator]();
  let start = '';
  let isEnd = false;
  const seek = lineSeeker();
  let end = seek(start);
  while (!isEnd && end === undefined) {
    if (start.length > tableLimits.rowLength * 2) failFile('row-too-long', { row: 1 });
    const next = await iterator.next();
    if (next.done) isEnd = true;
    else start += next.value;
    end = seek(start);
  }
  const line = start.slice(0, end);
  if (line.trim() === '') failFile(isEnd ? 'file-empty' : 'header-missing');
  const [said, sign] = /^\s*"?sep=([;,\t])"?(?:\r\n|\n|\r|$)/i.exec(start) ?? [];
  const separator = separators.find((one) => one === sign) ?? commonest(line);
  return { separator, rest: joined(said === undefined ? start : start.slice(said.length), iterator) };
}

/** Looks for the end of the first line that is not empty; a line break within quotes ends none. Each sign is met once. */
function lineSeeker(): (text: string) => number | undefined {
  let isQuoted = false;
  let isBlank = true;
  let at = 0;
  return (text) => {
    for (; at < text.length; at += 1) {
      const sign = text.charAt(at);
      const isBreak = sign === '\n' || sign === '\r';
      if (isBreak && !isQuoted && !isBlank) return at;
      if (sign === '"') isQuoted = !isQuoted;
      if (!isBreak && sign !== ' ') isBlank = false;
    }
    return undefined;
  };
}

function commonest(line: string): Separator {
  const bare = line.replace(/"(?:[^"]|"")*"/g, '');
  const counted = separators
    .map((separator) => ({ separator, count: bare.split(separator).length - 1 }))
    .toSorted((a, b) => b.count - a.count);
  const [first, second] = counted;
  if (!first || !second || (first.count > 0 && first.count === second.count))
    failFile('separator-unclear', { row: 1 });
  return first.count === 0 ? ';' : first.separator;
}

async function* joined(start: string, iterator: AsyncIterator<string>): AsyncGenerator<string> {
  try {
    if (start !== '') yield start;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
