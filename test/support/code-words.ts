import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');

/** `careUnit`, `CareUnit`, `CARE_UNIT` and `care-unit` are the words `care unit`. */
export function wordsOf(identifier: string): string {
  return identifier
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** The script of an Astro page: its frontmatter. Markup names no concept of ours that the script does not. */
function scriptOf(file: string, text: string): string {
  return file.endsWith('.astro') ? (/^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '') : text;
}

function identifiersIn(node: ts.Node): string[] {
  const names: string[] = [];
  const visit = (at: ts.Node): void => {
    if (ts.isIdentifier(at)) names.push(at.text);
    // A slug or a value of a closed union is a name too; a sentence is not.
    if (ts.isStringLiteral(at) && /^[a-z][A-Za-z]*(-[a-z]+)*$/.test(at.text)) names.push(at.text);
    ts.forEachChild(at, visit);
  };
  visit(node);
  return names;
}

/** Every name in the code of the service: files, identifiers and one-word values; words separated by spaces → files. */
export function codeWords(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of globSync('{functions,infra,web/src}/**/*.{ts,astro}', { cwd: root })) {
    const source = ts.createSourceFile(
      file,
      scriptOf(file, readFileSync(join(root, file), 'utf8')),
      ts.ScriptTarget.Latest,
    );
    for (const name of new Set([basename(file).replace(/\.\w+$/, ''), ...identifiersIn(source)])) {
      const words = wordsOf(name);
      found.set(words, [...(found.get(words) ?? []), file]);
    }
  }
  return found;
}

/** The names that hold these words, one after another. */
export function namesWith(names: ReadonlyMap<string, string[]>, identifier: string): [string, string[]][] {
  const words = ` ${wordsOf(identifier)} `;
  return [...names].filter(([name]) => ` ${name} `.includes(words));
}
