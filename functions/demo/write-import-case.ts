import { createHash } from 'node:crypto';
import { inPhase, newImportJob } from '#domain/import-job.ts';
import { addDays, localDate } from '#domain/stockholm-time.ts';
import { openVault } from '#functions/imports/jobs/job-vault.ts';
import { runImportStep } from '#functions/workers/run-imports/run-imports.ts';
import type { JobKeys } from '#keys/job-keys.ts';
import { findJobs, readJob, saveJob, saveNewJob } from '#store/job-item.ts';
import type { DemoPlan } from './plan-demo.ts';
import type { DemoTarget } from './write-demo.ts';

/**
 * A file for staff to meet: doctors of the first unit with staff, tried and not yet imported. One is new, one is a list
 * by its name, one cannot be read. Where there is a job already, nothing is written.
 */
export async function writeImportCase(
  target: DemoTarget & { readonly jobKeys: JobKeys },
  plan: DemoPlan,
): Promise<void> {
  const { database, jobKeys, newId, keys: identityKeys } = target;
  const [unit] = plan.staffed;
  const officer = plan.staff.find(({ assignments }) =>
    assignments.some(({ role }) => role === 'listingOfficer'),
  );
  if (!unit || !officer || (await findJobs(database, 1)).length > 0) return;
  const profile = plan.careUnits.find((one) => one.profile.careUnitId === unit.careUnitId)?.profile;
  if (!profile) return;
  const now = plan.now;
  const today = localDate(now);
  const bytes = Buffer.from(fileOf(profile.careUnitId, profile.name, addDays(today, 14)), 'utf8');
  const jobId = newId();
  const job = newImportJob(
    {
      jobId,
      kind: 'doctors',
      fileName: 'lakare-pahittade.csv',
      bytes: bytes.length,
      parts: 1,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      asOf: today,
      by: { staffMemberId: officer.staffMemberId, role: 'listingOfficer' },
    },
    now,
  );
  const key = await jobKeys.newKey(jobId);
  await saveNewJob(database, job, key.sealed);
  const stored = await readJob(database, jobId);
  if (!stored) return;
  await (await openVault(database, jobKeys, stored)).putPart(1, bytes, now);
  await saveJob(database, stored, inPhase(job, 'reading', now));
  while (await runImportStep({ database, jobKeys, identityKeys, now, newId }, jobId));
}

/** Names are invented; the unit's own name first is how lists without a doctor are told by habit. */
function fileOf(careUnitId: string, name: string, startsOn: string): string {
  const place = name.split(' ').at(-1) ?? name;
  return [
    'Vårdenhet;Namn;Kompetens;Anställning;Tjänstgöring i procent;Börjar;Tak',
    `${careUnitId};Tuva Ekdal;specialist i allmänmedicin;tillsvidare;80;${startsOn};900`,
    `${careUnitId};${place} 1;;;;${startsOn};`,
    `${careUnitId};Nils Ahlberg;kirurg;tillsvidare;100;${startsOn};1000`,
    '',
  ].join('\r\n');
}
