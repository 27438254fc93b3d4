import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namespacesOf, ownTexts, stemOf } from '../../../tools/locale-texts.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const namespaces = namespacesOf('sv');
const keys = namespaces.flatMap((namespace) =>
  [...new Set([...ownTexts('sv', namespace).keys()].map(stemOf))].map((key) => `${namespace}:${key}`),
);

/** A text key as the source writes it: a string that begins with a namespace, or a template of one. */
const literal = new RegExp(`(['"\`])((?:${namespaces.join('|')}):(?:\\$\\{[^}]*\\}|[\\w.-])+)\\1`, 'g');

const pages = globSync('web/src/**/*.{astro,ts}', { cwd: root }).filter((file) => !file.includes('i18n'));
const used = pages.flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(literal)].map((match) => ({
    file,
    key: match[2] ?? '',
  })),
);

/** What a template stands for: one or more parts of a key, or what follows in the same part. */
function patternOf(key: string): RegExp {
  const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.-]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\w.-]+')}$`);
}

describe('texts and the pages that show them', () => {
  it('finds the pages', () => {
    expect(used.length).toBeGreaterThan(100);
  });

  it('every key that a page names exists, or begins keys that do', () => {
    const unknown = used.filter(({ key }) => {
      const pattern = patternOf(key);
      return !keys.some((candidate) => pattern.test(candidate) || candidate.startsWith(`${key}.`));
    });
    expect(unknown).toEqual([]);
  });

  it('every text is shown somewhere; the problems are shown by slug', () => {
    const patterns = used.map(({ key }) => ({ key, pattern: patternOf(key) }));
    const unused = keys.filter(
      (candidate) =>
        !candidate.startsWith('problems:') &&
        !patterns.some(({ key, pattern }) => pattern.test(candidate) || candidate.startsWith(`${key}.`)),
    );
    expect(unused).toEqual([]);
  });
});
