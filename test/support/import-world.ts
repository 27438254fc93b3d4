import { createHash, randomBytes } from 'node:crypto';
import type { AnswerOf } from '#contract/routes.ts';
import type { ImportKind } from '#domain/import-job.ts';
import { readCommonData } from '#functions/demo/common-data.ts';
import { actOnImport, answerImport } from '#functions/imports/act-on-import.ts';
import { createImport, putImportPart } from '#functions/imports/create-import.ts';
import { findImportRows } from '#functions/imports/find-import-rows.ts';
import { runImportStep } from '#functions/workers/run-imports/run-imports.ts';
import type { ContextOf } from '#http/call-context.ts';
import type { IdentityKeys } from '#keys/identity-keys.ts';
import type { JobKeys } from '#keys/job-keys.ts';
import type { Database } from '#store/database.ts';
import type { World } from './listing-world.ts';

/** Keys without KMS: the same shapes, for tests of what stands on them. */
export const testIdentityKeys: IdentityKeys = {
  pointerOf: async (number) => createHash('sha256').update(number).digest('base64url'),
  pointerOfHsaId: async (hsaId) => createHash('sha256').update(`hsa:${hsaId}`).digest('base64url'),
  seal: async (facts) => Buffer.from(JSON.stringify(facts), 'utf8'),
  sealStaff: async (facts) => Buffer.from(JSON.stringify(facts), 'utf8'),
  unsealStaff: async (sealed) => JSON.parse(Buffer.from(sealed).toString('utf8')),
  unseal: async (sealed) => JSON.parse(Buffer.from(sealed).toString('utf8')),
};
export const testJobKeys: JobKeys = {
  newKey: async () => {
    const key = randomBytes(32);
    return { key, sealed: key };
  },
  openKey: async (sealed) => ({ key: sealed, sealed }),
};

/** Official test numbers, twelve digits. */
export function testNumbers(count: number): string[] {
  const { personalIdentityNumbers } = readCommonData();
  return personalIdentityNumbers.slice(0, count);
}

type Told = AnswerOf<'actOnImport'> & { readonly slug?: string };
type Rows = AnswerOf<'findImportRows'>['rows'];

/** Staff who import, over a world: by the use cases, with a worker that runs when it is told to. */
export interface ImportWorld {
  /** Hands a file in, in parts; the job's id. */
  upload(
    kind: ImportKind,
    text: string | Uint8Array,
    also?: { asOf?: string; fileName?: string; sha256?: string },
  ): Promise<string>;
  act(jobId: string, act: 'dryRun' | 'importNow' | 'stop' | 'resume' | 'undo'): Promise<Told>;
  answer(jobId: string, answers: Parameters<typeof answerImport>[1]['body']['answers']): Promise<Told>;
  /** One step; whether it was done. `database`: by another client. */
  step(jobId: string, database?: Database): Promise<boolean>;
  /** Steps until nothing is to be done. */
  run(jobId: string): Promise<number>;
  rows(jobId: string, query?: { fate?: Rows[number]['fate'] }): Promise<Rows>;
}

export function importWorld(world: World): ImportWorld {
  const context = () =>
    ({
      now: world.now,
      ids: { newId: world.newId },
      staff: { staffMemberId: 'officer', role: 'listingOfficer', assignments: [] },
    }) as unknown as ContextOf<'createImport'>;
  const store = { database: world.database, jobKeys: testJobKeys };
  const call = <P, B>(params: P, body: B) => ({ params, body, query: undefined });
  const step = (jobId: string, database: Database = world.database) =>
    runImportStep(
      { database, jobKeys: testJobKeys, identityKeys: testIdentityKeys, now: world.now, newId: world.newId },
      jobId,
    );
  return {
    upload: async (kind, text, { asOf = '2026-11-21', fileName = `${kind}.csv`, sha256: said } = {}) => {
      const bytes = Buffer.from(text);
      const sha256 = said ?? createHash('sha256').update(bytes).digest('hex');
      const body = { kind, fileName, bytes: bytes.length, sha256, asOf };
      const created = await createImport(store, call(undefined, body), context());
      if ('outcome' in created) throw new Error(`Refused: ${created.slug}`);
      const { jobId, parts, partBytes } = created;
      for (let part = 1; part <= parts; part += 1) {
        const data = bytes.subarray((part - 1) * partBytes, part * partBytes).toString('base64');
        const kept = await putImportPart(
          store,
          call({ jobId, part: String(part) }, { data }),
          context() as unknown as ContextOf<'putImportPart'>,
        );
        if ('outcome' in kept) throw new Error(`Refused: ${kept.slug}`);
      }
      return jobId;
    },
    act: async (jobId, act) =>
      (await actOnImport(world.database, call({ jobId }, { act }), world.now)) as Told,
    answer: async (jobId, answers) =>
      (await answerImport(world.database, call({ jobId }, { answers }), world.now)) as Told,
    step,
    run: async (jobId) => {
      for (let steps = 0; ; steps += 1) if (!(await step(jobId))) return steps;
    },
    rows: async (jobId, query = {}) => {
      const all: Rows = [];
      let after: string | undefined;
      do {
        const found = await findImportRows(store, {
          params: { jobId },
          body: undefined,
          query: { ...query, ...(after !== undefined && { after }) },
        });
        if ('outcome' in found) throw new Error(`Refused: ${found.slug}`);
        all.push(...found.rows);
        after = found.next === undefined ? undefined : String(found.next);
      } while (after !== undefined);
      return all;
    },
  };
}
