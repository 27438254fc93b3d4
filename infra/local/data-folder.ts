import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startRefusal } from './start-refusal.ts';

export interface DataFolder {
  readonly path: string;
  readonly stop: () => void;
}

/** Takes `DATA_DIR` for this process. Refuses with one line when another start is using it. */
export function takeDataFolder(dataDir: string): DataFolder {
  const path = resolve(dataDir);
  mkdirSync(path, { recursive: true });
  const mark = join(path, 'running.pid');
  const holder = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : 0;
  if (holder !== process.pid && isRunning(holder)) {
    throw startRefusal(
      `DATA_DIR=${dataDir} is in use by another start (process ${holder}). Stop that one first.`,
    );
  }
  writeFileSync(mark, String(process.pid));
  return { path, stop: () => rmSync(mark, { force: true }) };
}

/** A mark that a crash left behind names nobody who runs. */
function isRunning(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
