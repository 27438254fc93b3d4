import type { StaffRole } from './staff-assignment.ts';

/** What a file holds a row of. */
export type ImportKind = 'careUnits' | 'doctors' | 'listings';

/**
 * Where a job is. `uploading` takes parts; `reading` cuts the file into rows; `judging` says what each row would do: the
 * dry run, which ends in `judged`. `importing` writes what was judged and ends in `imported`. An undo first looks whether
 * anything built on any row (`checkingUndo`), and only then takes all of it back (`undoing`, `undone`).
 */
export type ImportPhase =
  | 'uploading'
  | 'reading'
  | 'judging'
  | 'judged'
  | 'importing'
  | 'imported'
  | 'checkingUndo'
  | 'undoing'
  | 'undone'
  | 'failed';

/** What becomes of a row. */
export type RowFate =
  | 'new'
  | 'changed'
  | 'unchanged'
  /** Something in the row is not as it must be. */
  | 'refused'
  /** Another row of the file is about the same. */
  | 'duplicate'
  /** The person has chosen since the day of the file: what a person chose stands. */
  | 'ownChoice';

export type RowFates = Readonly<Record<RowFate, number>>;
export const noFates: RowFates = {
  new: 0,
  changed: 0,
  unchanged: 0,
  refused: 0,
  duplicate: 0,
  ownChoice: 0,
};

/** What a row with a name that ends in a number is to be: a list without a doctor, or a doctor by another name. */
export type PlaceholderAnswer =
  | { readonly kind: 'placeholderList'; readonly name: string }
  | { readonly kind: 'doctor'; readonly name: string }
  | { readonly kind: 'leaveOut' };

/** One import: what was handed in, by whom, how far it has come. Nothing of a person stands here. */
export interface ImportJob {
  readonly jobId: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  /** Bytes, parts and SHA-256 (hex) of the whole file, as the sender says; checked when it is read. */
  readonly bytes: number;
  readonly parts: number;
  readonly sha256: string;
  /** Local date that the file tells of: what a person chose after it stands. */
  readonly asOf: string;
  readonly phase: ImportPhase;
  /** Somebody stopped it; it goes on from where it is when it is resumed. */
  readonly stopped: boolean;
  readonly createdAt: string;
  readonly by: { readonly staffMemberId: string; readonly role: StaffRole };
  /** Chunks of rows; known when the file was read. */
  readonly chunks: number;
  readonly rows: number;
  /** Chunks and rows that the phase has done. */
  readonly doneChunks: number;
  readonly doneRows: number;
  /** When the phase began, and the last progress: what a rate is told from. */
  readonly phaseAt: string;
  readonly updatedAt: string;
  readonly fates: RowFates;
  /** Rows that were written; rows that were left, for the region was another than at the dry run. */
  readonly written: number;
  readonly left: number;
  /**
   * While rows are judged: places that those before take at a unit, or with a doctor (`unit/doctor`), so that a row can
   * be told to go above a cap or a ceiling.
   */
  readonly intake?: Readonly<Record<string, number>>;
  /** Answers on names that end in a number, by row. */
  readonly answers: Readonly<Record<string, PlaceholderAnswer>>;
  readonly importedAt?: string;
  readonly undoneAt?: string;
  /** Rows that something had built on, when an undo was last asked for; and the first of them. */
  readonly builtOn?: { readonly rows: number; readonly first: readonly number[] };
  /** Why the file cannot be read, by a slug; and where. */
  readonly fault?: JobFault;
}

/** What stopped the reading of a file, and where. */
export interface JobFault {
  readonly slug: string;
  readonly row?: number;
  readonly column?: string;
  readonly detail?: number;
}

/** A part is what one call carries, and one item holds. A file of the browser is at most four mebibytes. */
export const importLimits = {
  partBytes: 300_000,
  parts: 100,
  browserBytes: 4 * 1024 * 1024,
  rows: 200_000,
  chunkRows: 200,
} as const;

export type JobRefusal = {
  readonly slug: 'import-not-possible' | 'import-parts-missing' | 'import-other-running';
};
export type DecidedJob =
  | { readonly ok: true; readonly job: ImportJob; readonly lock?: 'take' }
  | { readonly ok: false; readonly refusal: JobRefusal };

const atWork: readonly ImportPhase[] = ['reading', 'judging', 'importing', 'checkingUndo', 'undoing'];

/** Whether a worker has something to do. */
export function isAtWork({ phase, stopped }: Pick<ImportJob, 'phase' | 'stopped'>): boolean {
  return !stopped && atWork.includes(phase);
}

/** Whether the job holds the region: it changes it, or has stopped half way. */
export function holdsRegion({ phase }: Pick<ImportJob, 'phase'>): boolean {
  return phase === 'importing' || phase === 'checkingUndo' || phase === 'undoing';
}

export interface NewImportJob
  extends Pick<ImportJob, 'jobId' | 'kind' | 'fileName' | 'bytes' | 'parts' | 'sha256' | 'asOf' | 'by'> {}

/** A job that waits for its parts. */
export function newImportJob(wanted: NewImportJob, now: Date): ImportJob {
  const at = now.toISOString();
  return {
    ...wanted,
    phase: 'uploading',
    stopped: false,
    createdAt: at,
    chunks: 0,
    rows: 0,
    doneChunks: 0,
    doneRows: 0,
    phaseAt: at,
    updatedAt: at,
    fates: noFates,
    written: 0,
    left: 0,
    answers: {},
  };
}

/** The job in another phase, from its beginning. */
export function inPhase(job: ImportJob, phase: ImportPhase, now: Date): ImportJob {
  const at = now.toISOString();
  return { ...job, phase, stopped: false, doneChunks: 0, doneRows: 0, phaseAt: at, updatedAt: at };
}

/** What staff can ask of a job. */
export type JobAct =
  | { readonly act: 'dryRun'; readonly partsThere: number }
  | { readonly act: 'answer'; readonly answers: ImportJob['answers'] }
  | { readonly act: 'importNow' }
  | { readonly act: 'stop' }
  | { readonly act: 'resume' }
  | { readonly act: 'undo' };

/**
 * Decides an act on a job. Refusals: `import-not-possible` where the phase has no such act, `import-parts-missing`.
 * Whether another job holds the region, the store sees when it takes the lock.
 */
export function decideJobAct(job: ImportJob, act: JobAct, now: Date): DecidedJob {
  const { phase, stopped } = job;
  switch (act.act) {
    case 'dryRun':
      if (phase !== 'uploading') return refuseJob('import-not-possible');
      if (act.partsThere < job.parts) return refuseJob('import-parts-missing');
      return { ok: true, job: inPhase(job, 'reading', now) };
    case 'answer':
      if (phase !== 'judged') return refuseJob('import-not-possible');
      return {
        ok: true,
        job: { ...inPhase(job, 'judging', now), fates: noFates, answers: { ...job.answers, ...act.answers } },
      };
    case 'importNow':
      if (phase !== 'judged') return refuseJob('import-not-possible');
      return { ok: true, lock: 'take', job: inPhase(job, 'importing', now) };
    case 'stop':
      if (!isAtWork(job)) return refuseJob('import-not-possible');
      return { ok: true, job: { ...job, stopped: true, updatedAt: now.toISOString() } };
    case 'resume':
      // One that is at work is woken again: a worker that was lost leaves nothing that would wake another.
      if (!atWork.includes(phase)) return refuseJob('import-not-possible');
      return { ok: true, job: { ...job, stopped: false, updatedAt: now.toISOString() } };
    case 'undo':
      if (phase !== 'imported' && !(phase === 'importing' && stopped))
        return refuseJob('import-not-possible');
      return { ok: true, lock: 'take', job: withoutBuiltOn(inPhase(job, 'checkingUndo', now)) };
  }
}

function withoutBuiltOn({ builtOn: _, ...job }: ImportJob): ImportJob {
  return job;
}

function refuseJob(slug: JobRefusal['slug']): DecidedJob {
  return { ok: false, refusal: { slug } };
}
