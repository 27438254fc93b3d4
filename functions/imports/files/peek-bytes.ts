/** The first bytes of a file, and all of it to be read once, those bytes included. */
export interface PeekedBytes {
  readonly head: Buffer;
  readonly all: AsyncIterable<Uint8Array>;
}

/** Reads until so many bytes have come, or the end: they are the head. */
export async function peekBytes(bytes: AsyncIterable<Uint8Array>, atLeast: number): Promise<PeekedBytes> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < atLeast) {
    const next = await iterator.next();
    if (next.done) break;
    first.push(next.value);
    length += next.value.length;
  }
  const read = Buffer.concat(first);
  return { head: read.subarray(0, atLeast), all: continued(read, iterator) };
}

async function* continued(read: Buffer, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (read.length > 0) yield read;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

/** All bytes at once, or undefined where there are more than `atMost`. */
export async function collectBytes(
  bytes: AsyncIterable<Uint8Array>,
  atMost: number,
): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > atMost) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
