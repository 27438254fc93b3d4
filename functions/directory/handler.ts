import * as z from 'zod';
import { localDate } from '#domain/stockholm-time.ts';
import { problem } from '#http/call-context.ts';
import { createHandler } from '#http/create-handler.ts';
import { openDatabase } from '#store/database.ts';
import { readPolicies } from '#store/policy-item.ts';
import { findCareUnits } from './find-care-units.ts';
import { getCareUnit } from './get-care-unit.ts';
import { getOpenApi } from './get-open-api.ts';
import { getRules } from './get-rules.ts';
import { createDirectoryReader } from './read-directory.ts';

const environment = z
  .object({ TABLE_MAIN: z.string(), PUBLIC_ORIGIN: z.string(), EDGE_SECRET: z.string() })
  .parse(process.env);
const database = openDatabase(environment);
const readDirectory = createDirectoryReader(database);

/** Public answers: care units, one care unit, the region's rules, this API's description. Nothing here is personal. */
export const handler = createHandler(
  'directory',
  {
    findCareUnits: async ({ query }, { now }) =>
      findCareUnits(await readDirectory(now), query, localDate(now)),
    getCareUnit: async ({ params }, { now }) => {
      const { snapshot } = await readDirectory(now);
      return getCareUnit(snapshot, params.careUnitId, localDate(now)) ?? problem('not-found');
    },
    getRules: async (_call, { now }) => getRules(await readPolicies(database, now), now),
    getOpenApi: async () => getOpenApi(environment.PUBLIC_ORIGIN),
  },
  { environment },
);
