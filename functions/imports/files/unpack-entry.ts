import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { failFile } from './file-fault.ts';
import type { ZipEntry } from './zip-directory.ts';

/** A packed piece unpacks to at most a thousand times its bytes: so much is in hand at once. */
const pieceLength = 16_384;

/** The bytes of a part, piece by piece; ends in a fault at the first byte more than its size, or where the checksum differs. */
export async function* unpackEntry({ packed, isPacked, size, checksum }: ZipEntry): AsyncGenerator<Buffer> {
  let length = 0;
  let sum = 0;
  for await (const chunk of isPacked ? inflated(packed) : pieces(packed)) {
    length += chunk.length;
    if (length > size) failFile('workbook-bomb');
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (length !== size || sum !== checksum) failFile('workbook-damaged');
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  const piped = pipeline(Readable.from(pieces(packed)), inflate).catch(() => undefined);
  try {
    for await (const chunk of inflate) yield chunk;
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^Z_/.test(String(error.code)))
      failFile('workbook-damaged');
    throw error;
  }
  await piped;
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
}
