import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localeEntries, namespacesOf, ownTexts } from './locale-texts.ts';

/** How far a namespace of a locale has come, and which Swedish it was written from. */
export interface NamespaceStatus {
  /** `source`: written first. `draft`, `machine`: no person who reads the language has reviewed it. */
  readonly state: string;
  /** Hash of the Swedish texts when this namespace was last settled. */
  readonly sourceHash: string;
}

export interface StatusRow extends NamespaceStatus {
  readonly tag: string;
  readonly namespace: string;
  /** The Swedish has changed since. */
  readonly stale: boolean;
}

const pathOf = (tag: string) => join(import.meta.dirname, '..', 'locales', tag, '_status.json');

/** Hash of the Swedish texts of a namespace, whatever their order in the file. */
export function sourceHashOf(namespace: string): string {
  const texts = [...ownTexts('sv', namespace)].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
}

export function readStatus(tag: string): Record<string, NamespaceStatus> {
  return existsSync(pathOf(tag)) ? JSON.parse(readFileSync(pathOf(tag), 'utf8')) : {};
}

/** Every namespace of every locale. One that nobody settled is stale. */
export function statusRows(): StatusRow[] {
  return localeEntries.flatMap(({ tag, state }) => {
    const status = readStatus(tag);
    return namespacesOf(tag).map((namespace) => {
      const { sourceHash, state: own } = status[namespace] ?? { sourceHash: '', state };
      return { tag, namespace, state: own, sourceHash, stale: sourceHash !== sourceHashOf(namespace) };
    });
  });
}

/** Records that a locale says what the Swedish says today. Do it after reading both, never to silence the table. */
export function settle(tag: string): void {
  const entry = localeEntries.find((candidate) => candidate.tag === tag);
  if (!entry) throw new Error(`No such locale: ${tag}`);
  const before = readStatus(tag);
  const after = Object.fromEntries(
    namespacesOf(tag).map((namespace) => [
      namespace,
      { state: before[namespace]?.state ?? entry.state, sourceHash: sourceHashOf(namespace) },
    ]),
  );
  writeFileSync(pathOf(tag), `${JSON.stringify(after, null, 2)}\n`);
}

if (import.meta.main) {
  const [command, ...tags] = process.argv.slice(2);
  const chosen = tags.length > 0 ? tags : localeEntries.map(({ tag }) => tag);
  if (command === 'settle') for (const tag of chosen) settle(tag);
  for (const { tag, namespace, state, stale } of statusRows())
    console.log(
      `${tag.padEnd(8)} ${namespace.padEnd(14)} ${state.padEnd(8)} ${stale ? 'STALE' : ''}`.trimEnd(),
    );
}
