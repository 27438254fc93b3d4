import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { importKind } from '#contract/import-schemas.ts';
import type { AnswerOf } from '#contract/routes.ts';
import { callStaffApi, isRefused, type Refused, type StaffApi } from './call-staff-api.ts';
import type { Ended } from './run-region-command.ts';

type Job = AnswerOf<'getImport'>;

export interface ImportSurroundings {
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** Local date of today. */
  readonly today: string;
  readonly fetch: typeof fetch;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Progress, a line at a time, on standard error. */
  readonly tell: (line: string) => void;
}

export const importUsage = [
  'region import <careUnits|doctors|listings> <file> --to <origin> --token-file <path> [--as-of <date>] [--confirm]',
  'region import --resume <job> <file> --to <origin> --token-file <path> [--confirm]',
  'region import --undo <job> --to <origin> --token-file <path>',
];

const options = {
  to: { type: 'string' },
  'token-file': { type: 'string' },
  'as-of': { type: 'string' },
  resume: { type: 'string' },
  undo: { type: 'string' },
  confirm: { type: 'boolean', default: false },
} as const;

const wrongly = (problem: string, details: readonly string[]): Ended => ({
  code: 2,
  said: { problem, details },
});

/**
 * Imports a file through the staff API, by parts. Without `--confirm` it ends with the dry run. Exit codes: 0 done;
 * 1 no answer or a fault, may be run again with `--resume`; 2 asked wrongly; 3 refused, or the file cannot be read;
 * 4 the dry run or the import has rows that were refused or left.
 */
export async function runImportCommand(
  args: readonly string[],
  surroundings: ImportSurroundings,
): Promise<Ended> {
  const asked = readAsked(args);
  if (!asked) return wrongly('usage', importUsage);
  const read = async (path: string) => surroundings.readFile(path).catch(() => undefined);
  const token = await read(asked.tokenFile);
  if (!token) return wrongly('token-file-not-readable', ['--token-file']);
  const api: StaffApi = {
    origin: asked.to,
    token: Buffer.from(token).toString('utf8').trim(),
    fetch: surroundings.fetch,
  };
  if ('undo' in asked) {
    const begun = await callStaffApi(api, 'actOnImport', {
      params: { jobId: asked.undo },
      body: { act: 'undo' },
    });
    return isRefused(begun) ? refusedBy(begun) : followed(await follow(api, asked.undo, surroundings));
  }
  const file = await read(asked.file);
  if (!file || file.byteLength === 0) return wrongly('file-not-readable', ['file']);
  const jobId = 'resume' in asked ? asked.resume : await create(api, asked, file, surroundings);
  if (typeof jobId !== 'string') return refusedBy(jobId);
  const sent = await sendMissing(api, jobId, file, surroundings);
  if (sent) return refusedBy(sent, jobId);
  const tried = await follow(api, jobId, surroundings);
  if (isRefused(tried) || tried.phase !== 'judged' || !asked.confirm) return followed(tried, jobId);
  const begun = await callStaffApi(api, 'actOnImport', { params: { jobId }, body: { act: 'importNow' } });
  return isRefused(begun) ? refusedBy(begun, jobId) : followed(await follow(api, jobId, surroundings), jobId);
}

function readAsked(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const { to, 'token-file': tokenFile, 'as-of': asOf, resume, undo, confirm } = values;
    if (to === undefined || tokenFile === undefined || !URL.canParse(to)) return undefined;
    const common = { to, tokenFile, asOf, confirm };
    if (undo !== undefined) return positionals.length === 0 ? { ...common, undo } : undefined;
    const file = positionals.at(-1);
    if (file === undefined) return undefined;
    if (resume !== undefined) return positionals.length === 1 ? { ...common, resume, file } : undefined;
    const kind = importKind.safeParse(positionals[0]);
    return kind.success && positionals.length === 2 ? { ...common, kind: kind.data, file } : undefined;
  } catch {
    return undefined;
  }
}

type Asked = Extract<NonNullable<ReturnType<typeof readAsked>>, { readonly kind: unknown }>;

async function create(
  api: StaffApi,
  asked: Asked,
  file: Uint8Array,
  { today }: ImportSurroundings,
): Promise<string | Refused> {
  const { kind } = asked;
  const fileName = asked.file.split(/[/\\]/).at(-1)?.slice(-120) || 'file';
  const sha256 = createHash('sha256').update(file).digest('hex');
  const body = { kind, fileName, bytes: file.byteLength, sha256, asOf: asked.asOf ?? today };
  const created = await callStaffApi(api, 'createImport', { body });
  return isRefused(created) ? created : created.jobId;
}

/** Bytes of a part; the service says the same when a job is begun. */
const partBytes = 300_000;

/** Sends what has not come yet, and starts the dry run; a job that is past that is woken where it stands. */
async function sendMissing(
  api: StaffApi,
  jobId: string,
  file: Uint8Array,
  { tell }: ImportSurroundings,
): Promise<Refused | undefined> {
  const params = { jobId };
  const job = await callStaffApi(api, 'getImport', { params });
  if (isRefused(job)) return job;
  if (job.phase !== 'uploading') {
    if (!job.acts.includes('resume')) return undefined;
    const woken = await callStaffApi(api, 'actOnImport', { params, body: { act: 'resume' } });
    return isRefused(woken) ? woken : undefined;
  }
  for (const part of job.missingParts) {
    const data = Buffer.from(file.subarray((part - 1) * partBytes, part * partBytes)).toString('base64');
    const kept = await callStaffApi(api, 'putImportPart', {
      params: { jobId, part: String(part) },
      body: { data },
    });
    if (isRefused(kept)) return kept;
    tell(`part ${part} of ${job.parts}`);
  }
  const started = await callStaffApi(api, 'actOnImport', { params, body: { act: 'dryRun' } });
  return isRefused(started) ? started : undefined;
}

const atWork = ['reading', 'judging', 'importing', 'checkingUndo', 'undoing'];

/** Tells progress until the job has nothing more to do. */
async function follow(
  api: StaffApi,
  jobId: string,
  { wait, tell }: ImportSurroundings,
): Promise<Job | Refused> {
  for (let last = ''; ; ) {
    const job = await callStaffApi(api, 'getImport', { params: { jobId } });
    if (isRefused(job)) return job;
    const { phase, doneRows, rows, rowsPerSecond = 0, secondsLeft = 0 } = job;
    const line = `${phase} ${doneRows} of ${rows} rows, ${rowsPerSecond} a second, ${secondsLeft} seconds left`;
    if (line !== last) tell(line);
    last = line;
    if (job.stopped || !atWork.includes(phase)) return job;
    await wait(1_000);
  }
}

function refusedBy({ refused, status }: Refused, jobId?: string): Ended {
  const code = refused === 'no-answer' || status >= 500 ? 1 : 3;
  return { code, said: { problem: refused, ...(jobId !== undefined && { jobId }) } };
}

function followed(job: Job | Refused, jobId?: string): Ended {
  if (isRefused(job)) return refusedBy(job, jobId);
  const { acts: _, missingParts: __, ...said } = job;
  if (job.phase === 'failed' || job.builtOn) return { code: 3, said };
  const some = job.phase === 'undone' ? 0 : job.fates.refused + job.fates.duplicate + job.left;
  return { code: some > 0 ? 4 : 0, said };
}
