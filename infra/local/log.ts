import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export interface LoggedLine {
  /** A function's name, or the part of the runtime that speaks. */
  readonly source: string;
  readonly line: string;
}

export type Log = (source: string, line: string) => void;

export interface LogKeeper {
  readonly log: Log;
  /** Everything said since the start. */
  readonly lines: readonly LoggedLine[];
}

export interface LogOptions {
  /** Say nothing on the terminal. */
  readonly quiet: boolean;
  /** Append every line here too. */
  readonly file?: string | undefined;
}

/** Keeps what functions and the runtime say; on a terminal only what a person needs: a function's trouble. */
export function createLog({ quiet, file }: LogOptions): LogKeeper {
  const lines: LoggedLine[] = [];
  if (file) mkdirSync(dirname(file), { recursive: true });
  return {
    lines,
    log: (source, line) => {
      lines.push({ source, line });
      if (file) appendFileSync(file, `${source} ${line}\n`);
      if (!quiet && source !== accessSource && !isRoutine(line)) console.log(`${source}: ${line}`);
    },
  };
}

/** Lines about requests: kept for tests, not shown. */
export const accessSource = 'access';

/** A function's own line that all went well. */
function isRoutine(line: string): boolean {
  return line.startsWith('{"level":"info"');
}
