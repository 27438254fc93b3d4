import { createWriteStream } from 'node:fs';
import { devNull } from 'node:os';
import { startOwnChild } from './own-child.ts';

export interface ShownOptions {
  /** Keeps everything that is printed. */
  readonly file?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program, shows what it prints and keeps it in a file. Resolves with whether it ended well. */
export async function runShown(
  root: string,
  command: string,
  args: readonly string[],
  { file, env }: ShownOptions = {},
): Promise<boolean> {
  const kept = createWriteStream(file ?? devNull);
  const child = startOwnChild(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.on('data', (chunk) => {
    process.stdout.write(chunk);
    kept.write(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    process.stderr.write(chunk);
    kept.write(chunk);
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve) => kept.end(resolve));
  return code === 0;
}
