/** Synthesizes the CDK app of a region for `npm start`, unless nothing that goes into it has changed. */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesUnder, hashOfFiles, readStamp, writeStamp } from './build-stamps.ts';
import { startOwnChild } from './own-child.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs `node infra/app.ts` into a folder of the region's own under `.cache` and returns that folder. The bundles stand
 * in it under names made of their content, so a build beside it disturbs nothing that runs. Throws with what the app
 * said when it fails.
 */
export async function synthesize(slug: string): Promise<string> {
  const folder = join(root, '.cache/templates', slug);
  const stampFile = join(folder, 'stamp.json');
  const files = await filesUnder(root, ['infra', 'functions/core/contract', 'dist/functions']);
  const relevant = files.filter((file) => !file.startsWith('infra/local/') && !file.endsWith('.map'));
  const hash = await hashOfFiles(root, relevant, slug);
  if ((await readStamp(stampFile))?.hash === hash) return folder;
  await rm(stampFile, { force: true });
  await run(slug, folder);
  await removeOldAssets(folder);
  await writeStamp(stampFile, { files: [], hash });
  return folder;
}

async function run(slug: string, folder: string): Promise<void> {
  const child = startOwnChild(process.execPath, [join(root, 'infra/app.ts')], {
    cwd: root,
    env: { ...process.env, REGION: slug, CDK_OUTDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      said += chunk;
    });
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The template could not be synthesized:\n${said}`);
}

/** Bundles that no template names any more and nobody can still be running: older than a day. */
async function removeOldAssets(folder: string): Promise<void> {
  const day = 86_400_000;
  const entries = await readdir(folder);
  const manifests = entries.filter((name) => name.endsWith('.assets.json'));
  const named = (await Promise.all(manifests.map((name) => readFile(join(folder, name), 'utf8')))).join();
  for (const asset of entries.filter((name) => name.startsWith('asset.') && !named.includes(name))) {
    const { mtimeMs } = await stat(join(folder, asset));
    if (Date.now() - mtimeMs > day) await rm(join(folder, asset), { recursive: true, force: true });
  }
}
