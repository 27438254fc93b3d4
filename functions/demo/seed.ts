import { writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { newId } from '#http/ids.ts';
import { openIdentityKeys } from '#keys/identity-keys.ts';
import { openJobKeys } from '#keys/job-keys.ts';
import { openDatabase } from '#store/database.ts';
import { seedDemo } from './seed-demo.ts';

/**
 * Run as a process of its own: seeds the demo region `REGION` with `DEMO_PEOPLE` people, if it is not there, and writes
 * who is in which situation to `DEMO_FILE`, staff by role to `DEMO_STAFF_FILE`. Says on standard output what it did, and nothing of anybody.
 */
const environment = z
  .object({
    TABLE_MAIN: z.string(),
    TABLE_EVENTS: z.string(),
    TABLE_IDENTITIES: z.string(),
    TABLE_JOBS: z.string(),
    KMS_IDENTITY_HMAC: z.string(),
    KMS_IDENTITY_SEAL: z.string(),
    REGION: z.string().regex(/^[a-z-]+$/),
    DEMO_PEOPLE: z.coerce.number().int().min(1).default(2_400),
    DEMO_FILE: z.string().min(1),
    DEMO_STAFF_FILE: z.string().min(1),
  })
  .parse(process.env);

const seeded = await seedDemo(
  {
    database: openDatabase(environment),
    keys: openIdentityKeys(environment),
    jobKeys: openJobKeys(environment.KMS_IDENTITY_SEAL),
    newId,
    clock: () => new Date(),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  },
  { slug: environment.REGION, people: environment.DEMO_PEOPLE, now: new Date() },
);
await writeFile(environment.DEMO_FILE, JSON.stringify(seeded.situations, undefined, 1));
await writeFile(environment.DEMO_STAFF_FILE, JSON.stringify(seeded.staff, undefined, 1));
process.stdout.write(`${seeded.says}\n`);
