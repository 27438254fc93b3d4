import { failFile } from './file-fault.ts';
import { tableLimits } from './limits.ts';

/** A part of a zip archive: where its packed bytes lie, and how many they unpack to. */
export interface ZipEntry {
  readonly name: string;
  readonly isPacked: boolean;
  readonly size: number;
  readonly checksum: number;
  readonly packed: Buffer;
}

interface Located extends ZipEntry {
  readonly from: number;
  readonly through: number;
}

const endLength = 22;
const centralLength = 46;
const localLength = 30;

/**
 * The parts of an archive by name. What its table of contents says is believed only where the parts say the same, none
 * lies over another, none is encrypted, and together they unpack to no more than a table can need.
 */
export function readZipDirectory(bytes: Buffer): ReadonlyMap<string, ZipEntry> {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const from = bytes.readUInt32LE(end + 16);
  const isOneDisk = bytes.readUInt32LE(end + 4) === 0 && bytes.readUInt16LE(end + 8) === count;
  if (!isOneDisk || from + bytes.readUInt32LE(end + 12) !== end) failFile('workbook-damaged');
  if (count > tableLimits.workbookEntries) failFile('workbook-bomb');
  const entries: Located[] = [];
  let at = from;
  for (let index = 0; index < count; index += 1) {
    const { entry, next } = readCentral(bytes, at, end, from);
    entries.push(entry);
    at = next;
  }
  if (at !== end) failFile('workbook-damaged');
  return checked(entries);
}

/** The end record stands last, before at most a comment that fills the file exactly. */
function findEnd(bytes: Buffer): number {
  const earliest = Math.max(0, bytes.length - endLength - 0xffff);
  for (let at = bytes.length - endLength; at >= earliest; at -= 1) {
    const isEnd = bytes.readUInt32LE(at) === 0x06054b50;
    if (isEnd && at + endLength + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return failFile('file-cut-short');
}

function readCentral(
  bytes: Buffer,
  at: number,
  end: number,
  directory: number,
): { entry: Located; next: number } {
  if (at + centralLength > end || bytes.readUInt32LE(at) !== 0x02014b50) failFile('workbook-damaged');
  const flags = bytes.readUInt16LE(at + 8);
  const method = bytes.readUInt16LE(at + 10);
  const nameLength = bytes.readUInt16LE(at + 28);
  const next = at + centralLength + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  if (flags & 0x41) failFile('password-protected');
  if ((method !== 0 && method !== 8) || next > end) failFile('workbook-damaged');
  const nameBytes = bytes.subarray(at + centralLength, at + centralLength + nameLength);
  const packedSize = bytes.readUInt32LE(at + 20);
  const from = bytes.readUInt32LE(at + 42);
  const start = findPacked(bytes, { from, method, nameBytes, directory });
  if (start + packedSize > directory) failFile('workbook-damaged');
  const entry = {
    name: nameBytes.toString('utf8'),
    isPacked: method === 8,
    size: bytes.readUInt32LE(at + 24),
    checksum: bytes.readUInt32LE(at + 16),
    packed: bytes.subarray(start, start + packedSize),
    from,
    through: start + packedSize,
  };
  return { entry, next };
}

/** Where the packed bytes begin, after a header that must say what the table of contents said. */
function findPacked(
  bytes: Buffer,
  said: { from: number; method: number; nameBytes: Buffer; directory: number },
): number {
  const { from, method, nameBytes, directory } = said;
  if (from + localLength > directory || bytes.readUInt32LE(from) !== 0x04034b50) failFile('workbook-damaged');
  const nameLength = bytes.readUInt16LE(from + 26);
  const name = bytes.subarray(from + localLength, from + localLength + nameLength);
  if (!name.equals(nameBytes) || bytes.readUInt16LE(from + 8) !== method) failFile('workbook-damaged');
  return from + localLength + nameLength + bytes.readUInt16LE(from + 28);
}

function checked(entries: readonly Located[]): ReadonlyMap<string, ZipEntry> {
  const byName = new Map<string, ZipEntry>();
  let unpacked = 0;
  let through = 0;
  for (const entry of entries.toSorted((a, b) => a.from - b.from)) {
    const { name, size, packed, isPacked } = entry;
    if (entry.from < through || byName.has(name) || /[\0\\]|(?:^|\/)\.\.(?:\/|$)|^\//.test(name)) {
      failFile('workbook-damaged');
    }
    if (!isPacked && size !== packed.length) failFile('workbook-damaged');
    unpacked += size;
    const isTooDense = size > 1_048_576 && size > packed.length * tableLimits.packedRatio;
    if (isTooDense || unpacked > tableLimits.unpackedBytes) failFile('workbook-bomb');
    byName.set(name, entry);
    through = entry.through;
  }
  return byName;
}
