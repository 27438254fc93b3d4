import { knownRegions } from '#infra/config.ts';
import { startRefusal } from './start-refusal.ts';

export interface StartOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Slug of a folder in `infra/regions`. */
  readonly region: string;
  /** Invented people to seed. */
  readonly people: number;
  /** Folder to keep the data in; absent: in memory, gone at the end. */
  readonly dataDir?: string | undefined;
}

const mostPeople = 50_000;

/** Reads `PORT`, `REGION`, `DEMO_PEOPLE`, `DATA_DIR`. Refuses with one line that says what would do. */
export function readOptions(env: Readonly<Record<string, string | undefined>>): StartOptions {
  const region = env.REGION ?? 'dalarna';
  if (!knownRegions().includes(region)) {
    throw startRefusal(`REGION=${region} is not known. Known: ${knownRegions().join(', ')}.`);
  }
  const port = wholeNumber(env.PORT ?? '3000');
  if (port === undefined || port > 65_535) {
    throw startRefusal(`PORT=${env.PORT} is no port. Give a number from 1 to 65535, or 0 for any free one.`);
  }
  const people = wholeNumber(env.DEMO_PEOPLE ?? '2400');
  if (people === undefined || people < 1 || people > mostPeople) {
    throw startRefusal(
      `DEMO_PEOPLE=${env.DEMO_PEOPLE} is no number of people. Give one from 1 to ${mostPeople}.`,
    );
  }
  return { port, region, people, dataDir: env.DATA_DIR || undefined };
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
