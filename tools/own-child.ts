import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** Starts a process that does not outlive this one, however this one ends by its own will. */
export function startOwnChild(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, options);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
  return child;
}
