import * as z from 'zod';
import { localDate } from '#domain/stockholm-time.ts';
import { problem } from '#http/call-context.ts';
import { cookieNames } from '#http/cookies.ts';
import { createHandler } from '#http/create-handler.ts';
import { openJobKeys } from '#keys/job-keys.ts';
import { openDatabase } from '#store/database.ts';
import {
  findImportSession,
  issueImportToken,
  readImportToken,
  withdrawImportToken,
} from '#store/import-token-item.ts';
import { findJobs, readJob } from '#store/job-item.ts';
import { useStaffSession } from '#store/staff-session-item.ts';
import { actOnImport, answerImport, findMissingParts } from './act-on-import.ts';
import { createImport, putImportPart } from './create-import.ts';
import { exportRegion, exportRoster } from './export-files.ts';
import { findImportRows } from './find-import-rows.ts';
import { viewOf } from './import-views.ts';

const environment = z
  .object({
    TABLE_MAIN: z.string(),
    TABLE_SESSIONS: z.string(),
    TABLE_JOBS: z.string(),
    KMS_IDENTITY_SEAL: z.string(),
    PUBLIC_ORIGIN: z.string(),
    EDGE_SECRET: z.string(),
  })
  .parse(process.env);
const database = openDatabase(environment);
const store = { database, jobKeys: openJobKeys(environment.KMS_IDENTITY_SEAL) };

/** Imports that the list tells. */
const jobsAtMost = 50;

/** Files of units, doctors and listings: handed in, tried, written, taken back; exported. */
export const handler = createHandler(
  'imports',
  {
    findImports: async (_call, { now }) => ({
      imports: (await findJobs(database, jobsAtMost)).map(viewOf),
      today: localDate(now),
    }),
    createImport: (call, context) => createImport(store, call, context),
    getImport: async ({ params: { jobId } }) => {
      const stored = await readJob(database, jobId);
      if (!stored) return problem('not-found');
      return { ...viewOf(stored.job), missingParts: await findMissingParts(database, stored.job) };
    },
    putImportPart: (call, context) => putImportPart(store, call, context),
    actOnImport: (call, { now }) => actOnImport(database, call, now),
    answerImport: (call, { now }) => answerImport(database, call, now),
    findImportRows: (call) => findImportRows(store, call),
    exportRegion: (call, context) => exportRegion(database, call, context),
    exportRoster: (call, context) => exportRoster(database, call, context),
    getImportToken: async (_call, { now, staff }) => {
      const validUntil = await readImportToken(database, staff.staffMemberId, now);
      return validUntil === undefined ? {} : { validUntil };
    },
    issueImportToken: (_call, { now, staff, cookie }) =>
      issueImportToken(database, staff.staffMemberId, cookie(cookieNames.staff) ?? '', now),
    withdrawImportToken: async (_call, { staff }) => {
      await withdrawImportToken(database, staff.staffMemberId);
      return {};
    },
  },
  {
    environment,
    findStaffSession: (token, now) => useStaffSession(database, token, now),
    findImportSession: (token, now) => findImportSession(database, token, now),
  },
);
