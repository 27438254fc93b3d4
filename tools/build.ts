/** Bundles every function and builds the web. What has not changed since the last build is left alone. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, stop, version } from 'esbuild';
import { type FunctionName, functionNames, functions } from '#infra/functions.ts';
import { filesUnder, hashOfFiles, readStamp, writeStamp } from './build-stamps.ts';
import { environmentCredentials } from './environment-credentials.ts';
import { printSizes } from './size-report.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** CommonJS inside a dependency asks for `require`, which an ES module lacks; added only where that is so. */
const requireBanner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

const options = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'silent',
  absWorkingDir: root,
  plugins: [environmentCredentials],
} as const satisfies BuildOptions;

export interface BuiltFunctions {
  readonly built: readonly FunctionName[];
  readonly unchanged: readonly FunctionName[];
  /** Functions whose module does not exist. */
  readonly missing: readonly FunctionName[];
}

/**
 * Builds `dist/web` (Astro), `dist/functions/<name>/index.mjs` and `dist/meta/<name>.json` (what is in a bundle).
 * Refuses with a thrown error that names the file when a module does not compile.
 */
export async function buildAll(): Promise<BuiltFunctions> {
  await buildWeb();
  const outcomes = await Promise.all(
    functionNames.map(async (name) => ({ name, outcome: await buildFunction(name) })),
  );
  // esbuild's own process would otherwise stay for as long as this one.
  await stop();
  const those = (wanted: string) => outcomes.filter((o) => o.outcome === wanted).map((o) => o.name);
  return { built: those('built'), unchanged: those('unchanged'), missing: those('missing') };
}

async function buildFunction(name: FunctionName): Promise<'built' | 'unchanged' | 'missing'> {
  const entry = functions[name].entry;
  const folder = join(root, 'dist/functions', name);
  if (!existsSync(join(root, entry))) {
    await rm(folder, { recursive: true, force: true });
    return 'missing';
  }
  const stampFile = join(root, 'dist/meta', `${name}.stamp.json`);
  const stamp = await readStamp(stampFile);
  const settings = JSON.stringify([version, options, requireBanner, 'environment credentials']);
  if (stamp && existsSync(join(folder, 'index.mjs'))) {
    if (stamp.hash === (await hashOfFiles(root, stamp.files, settings))) return 'unchanged';
  }
  const metafile = await bundle(entry, folder);
  const files = Object.keys(metafile.inputs).filter((file) => !/node_modules\/|^left-out:/.test(file));
  await writeStamp(stampFile, { files, hash: await hashOfFiles(root, files, settings) });
  await writeFile(join(root, 'dist/meta', `${name}.json`), JSON.stringify(metafile));
  return 'built';
}

async function bundle(entry: string, folder: string): Promise<Metafile> {
  const outfile = join(folder, 'index.mjs');
  const once = await build({ ...options, entryPoints: [entry], outfile, write: false });
  const script = once.outputFiles.find((file) => file.path === outfile);
  const js = script?.text.includes('Dynamic require of') ? requireBanner : '';
  const { metafile } = await build({ ...options, entryPoints: [entry], outfile, banner: { js } });
  return metafile;
}

async function buildWeb(): Promise<void> {
  if (!existsSync(join(root, 'web/astro.config.ts')) && !existsSync(join(root, 'web/astro.config.mjs')))
    return;
  const stampFile = join(root, 'dist/meta/astro.stamp.json');
  const files = await filesUnder(root, [
    'web',
    'locales',
    'functions/core/contract',
    'functions/core/domain',
  ]);
  const hash = await hashOfFiles(root, files, 'astro');
  const stamp = await readStamp(stampFile);
  if (stamp?.hash === hash && existsSync(join(root, functions.web.entry))) return;
  const astro = join(root, 'node_modules/astro/bin/astro.mjs');
  const done = spawnSync(process.execPath, [astro, 'build', '--root', 'web'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  });
  if (done.status !== 0) throw new Error(`The web did not build:\n${done.stdout}\n${done.stderr}`);
  await writeStamp(stampFile, { files: [], hash });
}

if (import.meta.main) {
  await mkdir(join(root, 'dist/meta'), { recursive: true });
  const { missing } = await buildAll();
  if (process.argv.includes('--sizes')) await printSizes(root);
  for (const name of missing) console.error(`No function ${name}: ${functions[name].entry} does not exist.`);
  process.exitCode = missing.length > 0 ? 1 : 0;
}
