import { failFile } from './file-fault.ts';

/** How many first bytes tell what a file is. */
export const headBytes = 4_096;

const startsWith = (head: Buffer, ...bytes: number[]) => bytes.every((byte, at) => head[at] === byte);

/**
 * Tells a file by its first bytes; its name is believed only where it says that there are macros. `container` is the
 * form of .xls and of workbooks with a password.
 */
export function findFileKind(head: Buffer, fileName: string): 'zip' | 'container' | 'text' {
  if (head.length === 0) failFile('file-empty');
  if (/\.(xlsm|xltm|xlam)$/i.test(fileName)) failFile('macros');
  if (/\.xlsb$/i.test(fileName)) failFile('binary-workbook');
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return 'container';
  if (startsWith(head, 0x50, 0x4b)) return 'zip';
  // BIFF, the .xls of before 1997.
  if (startsWith(head, 0x09, 0x08) || startsWith(head, 0x09, 0x04)) failFile('old-workbook');
  const start = head.subarray(0, 512).toString('latin1').trimStart().toLowerCase();
  // Many systems call a web page or XML .xls.
  if (/^(?:%pdf|\{\\rtf|<!doctype|<html|<table|<\?xml)/.test(start)) failFile('file-kind-unknown');
  if (startsWith(head, 0x1f, 0x8b)) failFile('file-kind-unknown');
  return 'text';
}

/** Told apart by the name of a stream within: what has a password, and what is merely old. */
export async function failContainer(bytes: AsyncIterable<Uint8Array>): Promise<never> {
  const name = Buffer.from('EncryptedPackage', 'utf16le');
  let tail = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const seen = Buffer.concat([tail, chunk]);
    if (seen.includes(name)) failFile('password-protected');
    tail = seen.subarray(-name.length);
  }
  failFile('old-workbook');
}
