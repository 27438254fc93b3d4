import * as z from 'zod';
import { staffRole } from './staff-roles.ts';
import { date, instant, writtenLine } from './values.ts';

/** What a file is allowed to be; the rules' own figures stand in `domain/import-job.ts`, and a test holds them alike. */
const partBytes = 300_000;
const parts = 100;

export const importKind = z.enum(['careUnits', 'doctors', 'listings']);
export const importPhase = z.enum([
  'uploading',
  'reading',
  'judging',
  'judged',
  'importing',
  'imported',
  'checkingUndo',
  'undoing',
  'undone',
  'failed',
]);
export const rowFate = z.enum(['new', 'changed', 'unchanged', 'refused', 'duplicate', 'ownChoice']);

const jobId = z.string().regex(/^[a-z0-9]{26}$/);
export const importParams = z.strictObject({ jobId });
export const importPartParams = z.strictObject({ jobId, part: z.string().regex(/^[1-9]\d{0,2}$/) });

/** A file that is to be handed in: what it says of itself. Its parts follow. */
export const createImportBody = z.strictObject({
  kind: importKind,
  /** The name alone, without folders. */
  fileName: writtenLine(120)
    .min(1)
    .regex(/^[^/\\]+$/),
  bytes: z
    .int()
    .min(1)
    .max(partBytes * parts),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Local date that the file tells of. */
  asOf: date,
});
export const importCreated = z.object({ jobId: z.string(), parts: z.int(), partBytes: z.int() });

export const importPartBody = z.strictObject({
  /** Base64. */
  data: z
    .string()
    .regex(/^[A-Za-z0-9+/]*={0,2}$/)
    .max(Math.ceil((partBytes * 4) / 3) + 4),
});
export const importPartKept = z.object({ part: z.int() });

export const importActBody = z.strictObject({
  act: z.enum(['dryRun', 'importNow', 'stop', 'resume', 'undo']),
});

/** What rows with a name that ends in a number are to be. */
export const answerImportBody = z.strictObject({
  answers: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          row: z.int().min(1),
          kind: z.enum(['placeholderList', 'doctor']),
          name: writtenLine(80).min(1),
        }),
        z.strictObject({ row: z.int().min(1), kind: z.literal('leaveOut') }),
      ]),
    )
    .min(1)
    .max(100),
});

/** A job, as its page and the command line tell it. */
export const importJobView = z.object({
  jobId: z.string(),
  kind: importKind,
  fileName: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  asOf: date,
  phase: importPhase,
  stopped: z.boolean(),
  createdAt: instant,
  role: staffRole.describe('In which role it was begun'),
  parts: z.int(),
  rows: z.int(),
  doneRows: z.int(),
  /** Rows a second since the phase began, and seconds left at that rate; absent before anything is done. */
  rowsPerSecond: z.number().optional(),
  secondsLeft: z.int().optional(),
  fates: z.object({
    new: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    refused: z.int(),
    duplicate: z.int(),
    ownChoice: z.int(),
  }),
  written: z.int(),
  left: z.int(),
  importedAt: instant.optional(),
  undoneAt: instant.optional(),
  builtOn: z.object({ rows: z.int(), first: z.array(z.int()) }).optional(),
  fault: z
    .object({
      slug: z.string(),
      row: z.int().optional(),
      column: z.string().optional(),
      detail: z.int().optional(),
    })
    .optional(),
  /** What may be asked of it now. */
  acts: z.array(z.enum(['dryRun', 'answer', 'importNow', 'stop', 'resume', 'undo'])),
});

export const importsAnswer = z.object({ imports: z.array(importJobView), today: date });
export const importAnswer = importJobView.extend({
  /** Parts that have not come, while it waits for them. */
  missingParts: z.array(z.int()),
});

const rowFault = z.object({
  column: z.string().optional(),
  slug: z.string(),
  shown: z.string().optional(),
  detail: z.int().optional(),
});
/** What becomes of one row. Nothing of a person is in it but what the file's own row number says. */
export const importRow = z.object({
  row: z.int(),
  fate: rowFate,
  /** The unit, or the entry of a roster, that the row is about. Never a person. */
  about: z.string().optional(),
  faults: z.array(rowFault),
  differences: z.array(
    z.object({ field: z.string(), before: z.string().optional(), after: z.string().optional() }),
  ),
  warnings: z.array(z.enum(['above-cap', 'above-ceiling'])),
  /** The name that is proposed as a list without a doctor. */
  proposal: z.string().optional(),
  /** What an import did with it: nothing before that. */
  outcome: z.enum(['written', 'left', 'undone']).optional(),
});
export const findImportRowsQuery = z.strictObject({
  fate: rowFate.optional(),
  /** `yes`: rows whose name is proposed as a list, and no others. */
  proposals: z.literal('yes').optional(),
  /** Row after which to go on. */
  after: z
    .string()
    .regex(/^\d{1,7}$/)
    .optional(),
});
export const importRowsAnswer = z.object({
  rows: z.array(importRow),
  /** Where to go on, if there is more. */
  next: z.int().optional(),
});

export const importTokenAnswer = z.object({ validUntil: instant.optional() });
export const importTokenIssued = z.object({
  /** Shown once and kept nowhere. */
  token: z.string(),
  validUntil: instant,
});

/** What is exported of the region; listings are not. */
export const exportKind = z.enum(['careUnits', 'doctors']);
export const exportFormat = z.enum(['csv', 'xlsx']);
export const exportParams = z.strictObject({ kind: exportKind });
export const exportQuery = z.strictObject({ format: exportFormat });
/** A file whole, for the page that makes a download of it. */
export const exportedFile = z.object({
  /** ASCII, without folders. */
  fileName: z.string().regex(/^[a-z0-9.-]+$/),
  contentType: z.enum([
    'text/csv; charset=utf-8',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ]),
  /** Base64. */
  data: z.string(),
});
