import * as z from 'zod';
import { localDate } from '#domain/stockholm-time.ts';
import { problem } from '#http/call-context.ts';
import { createHandler } from '#http/create-handler.ts';
import { openDatabase } from '#store/database.ts';
import { findCareUnits } from './find-care-units.ts';
import { getCareUnit } from './get-care-unit.ts';
import { getOpenApi } from './get-open-api.ts';
import { createDirectoryReader } from './read-directory.ts';

const environment = z
  .object({ TABLE_MAIN: z.string(), PUBLIC_ORIGIN: z.string(), EDGE_SECRET: z.string() })
  .parse(process.env);
const readDirectory = createDirectoryReader(openDatabase(environment));

/** Public answers: care units, one care unit, this API's description. Nothing here is personal. */
export const handler = createHandler(
  'directory',
  {
    findCareUnits: async ({ query }, { now }) =>
      findCareUnits(await readDirectory(now), query, localDate(now)),
    getCareUnit: async ({ params }, { now }) => {
      const { snapshot } = await readDirectory(now);
      return getCareUnit(snapshot, params.careUnitId, localDate(now)) ?? problem('not-found');
    },
    getOpenApi: async () => getOpenApi(environment.PUBLIC_ORIGIN),
  },
  { environment },
);
