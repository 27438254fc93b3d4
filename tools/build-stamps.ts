/** What a part was built from, so that it is built again only when that changed. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface Stamp {
  readonly files: readonly string[];
  readonly hash: string;
}

/** SHA-256 over the names and contents of `files` (relative to `root`), the lock file and `settings`. */
export async function hashOfFiles(root: string, files: readonly string[], settings: string): Promise<string> {
  const hash = createHash('sha256').update(settings);
  for (const file of [...files, 'package.json', 'package-lock.json'].sort()) {
    const content = await readFile(join(root, file)).catch(() => 'absent');
    hash.update(`\0${file}\0`).update(content);
  }
  return hash.digest('hex');
}

const written = /\/(node_modules|\.astro|dist)\//;

/** Every file below the folders, relative to `root`; folders that tools write are left out. */
export async function filesUnder(root: string, folders: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
        () => [],
      );
      // A folder that tools write is left out where it stands inside one that was asked for, not when it is that one.
      const ours = entries.filter(
        (entry) => entry.isFile() && !written.test(`${entry.parentPath.slice(join(root, folder).length)}/`),
      );
      return ours.map((entry) => join(entry.parentPath, entry.name).slice(root.length));
    }),
  );
  return found.flat();
}

export async function readStamp(file: string): Promise<Stamp | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

export async function writeStamp(file: string, stamp: Stamp): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(stamp));
}
