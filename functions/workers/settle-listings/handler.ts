import * as z from 'zod';
import { newId } from '#http/ids.ts';
import { openDatabase } from '#store/database.ts';
import { settleListings } from './settle-listings.ts';

const environment = z.object({ TABLE_MAIN: z.string(), TABLE_EVENTS: z.string() }).parse(process.env);
const database = openDatabase(environment);

/**
 * Called at 00:00 Europe/Stockholm and every fifteen minutes. Fails after everything was tried if anything failed,
 * so that the alarm on errors hears of it.
 */
export async function handler(): Promise<void> {
  const report = await settleListings(database, { now: new Date(), newId });
  const level = report.failed > 0 ? 'error' : 'info';
  process.stdout.write(`${JSON.stringify({ level, message: 'due choices settled', ...report })}\n`);
  if (report.failed > 0) throw new Error('Some due choices could not be settled');
}
