import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a zip archive to write; what is said of it may be a lie. */
export interface ZipPart {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** Kept as it is, not packed. */
  readonly isStored?: boolean;
  /** The size that the archive says. */
  readonly saysSize?: number;
  /** The checksum that the archive says. */
  readonly saysChecksum?: number;
  /** Another name, or other flags, in the table of contents than in front of the part. */
  readonly saysName?: string;
  readonly flags?: number;
  /** No header and bytes of its own: the table of contents points at an earlier part. */
  readonly liesOver?: string;
}

/** Writes a zip archive byte by byte, right or wrong. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const chunks: Buffer[] = [];
  const contents: Buffer[] = [];
  const offsets = new Map<string, number>();
  let at = 0;
  for (const part of parts) {
    const plain = Buffer.from(part.bytes);
    const packed = part.isStored ? plain : deflateRawSync(plain);
    const offset = offsets.get(part.liesOver ?? '') ?? at;
    if (part.liesOver === undefined) {
      const local = Buffer.concat([
        header(0x04034b50, part, plain, packed, part.name),
        Buffer.from(part.name),
        packed,
      ]);
      offsets.set(part.name, at);
      chunks.push(local);
      at += local.length;
    }
    const name = part.saysName ?? part.liesOver ?? part.name;
    const central = header(0x02014b50, part, plain, packed, name);
    central.writeUInt32LE(offset, 42);
    contents.push(Buffer.concat([central, Buffer.from(name)]));
  }
  const directory = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...chunks, directory, end]);
}

/** The fields in front of a part and in the table of contents are the same, two bytes further on in the latter. */
function header(signature: number, part: ZipPart, plain: Buffer, packed: Buffer, name: string): Buffer {
  const isCentral = signature === 0x02014b50;
  const shift = isCentral ? 2 : 0;
  const bytes = Buffer.alloc(isCentral ? 46 : 30);
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(part.flags ?? 0, 6 + shift);
  bytes.writeUInt16LE(part.isStored ? 0 : 8, 8 + shift);
  bytes.writeUInt32LE(part.saysChecksum ?? crc32(plain), 14 + shift);
  bytes.writeUInt32LE(packed.length, 18 + shift);
  bytes.writeUInt32LE(part.saysSize ?? plain.length, 22 + shift);
  bytes.writeUInt16LE(Buffer.byteLength(name), 26 + shift);
  return bytes;
}
