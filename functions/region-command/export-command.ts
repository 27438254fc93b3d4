import { parseArgs } from 'node:util';
import { exportFormat, exportKind } from '#contract/import-schemas.ts';
import { callStaffApi, isRefused, type StaffApi } from './call-staff-api.ts';
import type { Ended } from './run-region-command.ts';

export interface ExportSurroundings {
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** Writes a file that is not there yet, for its owner alone. */
  readonly writeNewFile: (path: string, bytes: Uint8Array) => Promise<void>;
  readonly fetch: typeof fetch;
}

export const exportUsage = [
  'region export <careUnits|doctors> --to <origin> --token-file <path> --format <csv|xlsx> --out <file>',
];

const options = {
  to: { type: 'string' },
  'token-file': { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
} as const;

/**
 * Exports the region's units or doctors through the staff API into a new file. Exit codes: 0 done; 1 no answer or a
 * fault, may be run again; 2 asked wrongly, or a file that cannot be read or written; 3 refused.
 */
export async function runExportCommand(
  args: readonly string[],
  { readFile, writeNewFile, fetch }: ExportSurroundings,
): Promise<Ended> {
  const asked = readAsked(args);
  if (!asked) return { code: 2, said: { problem: 'usage', details: exportUsage } };
  const { kind, format, to, tokenFile, out } = asked;
  const token = await readFile(tokenFile).catch(() => undefined);
  if (!token) return { code: 2, said: { problem: 'token-file-not-readable', details: ['--token-file'] } };
  const api: StaffApi = { origin: to, token: Buffer.from(token).toString('utf8').trim(), fetch };
  const exported = await callStaffApi(api, 'exportRegion', { params: { kind }, query: { format } });
  if (isRefused(exported)) {
    const { refused, status } = exported;
    return { code: refused === 'no-answer' || status >= 500 ? 1 : 3, said: { problem: refused } };
  }
  const bytes = Buffer.from(exported.data, 'base64');
  try {
    await writeNewFile(out, bytes);
  } catch {
    return { code: 2, said: { problem: 'file-not-writable', details: ['--out'] } };
  }
  return { code: 0, said: { kind, format, bytes: bytes.byteLength } };
}

function readAsked(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const { to, 'token-file': tokenFile, out } = values;
    const kind = exportKind.safeParse(positionals[0]);
    const format = exportFormat.safeParse(values.format);
    if (to === undefined || tokenFile === undefined || out === undefined || !URL.canParse(to))
      return undefined;
    if (!kind.success || !format.success || positionals.length !== 1) return undefined;
    return { kind: kind.data, format: format.data, to, tokenFile, out };
  } catch {
    return undefined;
  }
}
