import * as z from 'zod';
import { newId } from '#http/ids.ts';
import { openDatabase } from '#store/database.ts';
import { remindCaps } from './remind-caps.ts';

const environment = z.object({ TABLE_MAIN: z.string(), TABLE_EVENTS: z.string() }).parse(process.env);
const database = openDatabase(environment);

/** Called each morning. Fails after every unit was tried if any failed, so that the alarm on errors hears of it. */
export async function handler(): Promise<void> {
  const report = await remindCaps(database, { now: new Date(), newId });
  const level = report.failed > 0 ? 'error' : 'info';
  process.stdout.write(`${JSON.stringify({ level, message: 'reminders of caps given', ...report })}\n`);
  if (report.failed > 0) throw new Error('Some units could not be reminded');
}
