/** What each bundle weighs and what each dependency costs it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { functionNames } from '#infra/functions.ts';

export interface BundleSize {
  readonly name: string;
  /** Bytes, minified. */
  readonly total: number;
  /** Bytes of the minified bundle that are this repository's own code. */
  readonly own: number;
  /** Bytes a package, largest first. */
  readonly packages: readonly { readonly name: string; readonly bytes: number }[];
}

/** Reads what the last build wrote to `dist/meta`. A function that was not built is left out. */
export async function bundleSizes(root: string): Promise<BundleSize[]> {
  const sizes: BundleSize[] = [];
  for (const name of functionNames) {
    const text = await readFile(join(root, 'dist/meta', `${name}.json`), 'utf8').catch(() => undefined);
    if (text !== undefined) sizes.push(sizeOf(name, JSON.parse(text)));
  }
  return sizes;
}

export async function printSizes(root: string): Promise<void> {
  for (const { name, total, own, packages } of await bundleSizes(root)) {
    const share = ((100 * own) / total).toFixed(1);
    console.log(`${name.padEnd(20)} ${kilobytes(total)}, own code ${kilobytes(own)} (${share} %)`);
    for (const part of packages.slice(0, 8)) console.log(`    ${kilobytes(part.bytes)}  ${part.name}`);
  }
}

function sizeOf(name: string, metafile: Metafile): BundleSize {
  const output = Object.entries(metafile.outputs).find(([file]) => file.endsWith('.mjs'))?.[1];
  if (output === undefined) throw new Error(`dist/meta/${name}.json names no script`);
  const byPackage = new Map<string, number>();
  let own = 0;
  for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
    const parts = file.split('node_modules/').at(-1)?.split('/') ?? [];
    if (!file.includes('node_modules/')) own += bytesInOutput;
    else {
      const pack = parts[0]?.startsWith('@') ? `${parts[0]}/${parts[1]}` : String(parts[0]);
      byPackage.set(pack, (byPackage.get(pack) ?? 0) + bytesInOutput);
    }
  }
  const packages = [...byPackage].map(([pack, bytes]) => ({ name: pack, bytes }));
  return { name, total: output.bytes, own, packages: packages.sort((a, b) => b.bytes - a.bytes) };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
}
