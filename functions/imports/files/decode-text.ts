import { failFile } from './file-fault.ts';
import type { PeekedBytes } from './peek-bytes.ts';

/**
 * The text of a file of text, piece by piece. UTF-8 and UTF-16 with or without a byte order mark, and Windows-1252,
 * the encoding of spreadsheets in Swedish. Without a mark, the first byte that is not ASCII decides between UTF-8 and
 * Windows-1252. What is neither ends in a fault: å, ä and ö are never guessed.
 */
export async function* decodeText({ head, all }: PeekedBytes): AsyncGenerator<string> {
  const utf16 = findUtf16(head);
  if (utf16 === undefined && head.includes(0)) failFile('file-kind-unknown');
  const texts = utf16 ? decodeWith(new TextDecoder(utf16, { fatal: true }), all) : decodeBytes(all);
  for await (const text of texts) {
    if (text.includes('\0')) failFile('unseen-bytes');
    if (text !== '') yield text;
  }
}

/** By the mark, or by where the zero bytes of ASCII characters stand. */
function findUtf16(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const sample = head.subarray(0, 1_024);
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length / 4 && even === 0) return 'utf-16le';
  return even > sample.length / 4 && odd === 0 ? 'utf-16be' : undefined;
}

async function* decodeWith(decoder: TextDecoder, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  for await (const chunk of bytes)
    yield decodeOr('encoding-mixed', () => decoder.decode(chunk, { stream: true }));
  yield decodeOr('file-cut-short', () => decoder.decode());
}

function decodeOr(slug: 'encoding-mixed' | 'file-cut-short', decode: () => string): string {
  try {
    return decode();
  } catch {
    return failFile(slug);
  }
}

/** ASCII until a byte says which it is; a character may be cut in two between chunks, so that byte waits for three more. */
async function* decodeBytes(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decode: Decode | undefined;
  let waiting: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const seen: Buffer = waiting.length > 0 ? Buffer.concat([waiting, chunk]) : Buffer.from(chunk);
    waiting = Buffer.alloc(0);
    const at = decode ? -1 : seen.findIndex((byte) => byte >= 0x80);
    if (!decode && at >= 0 && seen.length - at < 4) {
      waiting = seen.subarray(at);
      yield seen.subarray(0, at).toString('latin1');
      continue;
    }
    if (at >= 0) decode = decoderOf(seen.subarray(at));
    yield decode ? decode(seen, true) : seen.toString('latin1');
  }
  if (waiting.length > 0) decode = decoderOf(waiting);
  if (decode) yield decode(waiting, false);
}

type Decode = (bytes: Uint8Array, more: boolean) => string;

function decoderOf(fromFirst: Buffer): Decode {
  return beginsUtf8(fromFirst) ? utf8() : windows1252();
}

function beginsUtf8(bytes: Buffer): boolean {
  const [first = 0] = bytes;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
    return true;
  } catch {
    return false;
  }
}

function utf8(): Decode {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (bytes, more) =>
    decodeOr(more ? 'encoding-mixed' : 'file-cut-short', () => decoder.decode(bytes, { stream: more }));
}

/** å, ä and ö of DOS (CP 850) and old Macintosh, read as Windows-1252, within a word; no name holds them. */
const ofAnother = /\p{L}[„†”Œ\u0081\u008f]\p{L}|\p{Ll}Š\p{Ll}/u;

function windows1252(): Decode {
  const decoder = new TextDecoder('windows-1252');
  return (bytes, more) => {
    const text = decoder.decode(bytes, { stream: more });
    if (ofAnother.test(text)) failFile('encoding-unknown');
    return text;
  };
}
