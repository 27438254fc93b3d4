import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What this plugin needs of a postcss rule. */
interface StyleRule {
  selectors: string[];
  readonly source?: { readonly input: { readonly file?: string } };
  remove(): unknown;
}

/** What the sources write: words (classes and values), and names of attributes, which stand before a `=`. */
export interface Written {
  readonly words: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
}

function writtenIn(folder: string): Written {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sources = files
    .filter((file) => /\.(astro|ts)$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const attributes = [...sources.matchAll(/([\w-]+)=/g)].flatMap(([, name]) => name ?? []);
  return { words: new Set(sources.match(/[\w-]+/g)), attributes: new Set(attributes) };
}

/** The text with the contents of every `:not(…)` taken out: what is denied need not exist. */
function withoutDenials(selector: string): string {
  const start = selector.indexOf(':not(');
  if (start < 0) return selector;
  let depth = 0;
  for (let at = start + 4; at < selector.length; at += 1) {
    if (selector[at] === '(') depth += 1;
    if (selector[at] === ')') depth -= 1;
    if (depth === 0) return withoutDenials(selector.slice(0, start) + selector.slice(at + 1));
  }
  return selector;
}

/** Splits at the commas that stand outside every bracket. */
function alternatives(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of list) {
    if (sign === '(' || sign === '[') depth += 1;
    if (sign === ')' || sign === ']') depth -= 1;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

const GROUP = /:(?:is|where|has)\(((?:[^()]|\([^()]*\))*)\)/;

/** Whether a selector can match anything the sources write. Errs on the side of keeping. */
export function canMatch(selector: string, written: Written): boolean {
  let rest = withoutDenials(selector);
  for (let group = GROUP.exec(rest); group; group = GROUP.exec(rest)) {
    if (!alternatives(group[1] ?? '').some((alternative) => canMatch(alternative, written))) return false;
    rest = rest.replace(group[0], '');
  }
  const named = [...rest.matchAll(/\.([\w-]+)|\[([\w-]+)(?:[|~^$*]?=["']?([\w-]+)["']?)?/g)];
  return named.every(
    ([, className, attribute, value]) =>
      (className === undefined || written.words.has(className)) &&
      (attribute === undefined || written.attributes.has(attribute)) &&
      (value === undefined || written.words.has(value)),
  );
}

/**
 * Postcss plugin: takes the design system's rules that no page uses out of the built styles. Only rules from packages
 * are looked at; our own we keep by hand.
 */
export function dropUnusedRules(source: URL) {
  const written = writtenIn(fileURLToPath(source));
  return {
    postcssPlugin: 'drop-unused-rules',
    Rule(rule: StyleRule) {
      if (!rule.source?.input.file?.includes('node_modules')) return;
      const kept = rule.selectors.filter((selector) => canMatch(selector, written));
      if (kept.length === 0) rule.remove();
      else if (kept.length < rule.selectors.length) rule.selectors = kept;
    },
  };
}
