/** How deep a request may nest: the deepest body of the contract is 3. */
const maxDepth = 8;

/**
 * Parses JSON and refuses what parsers disagree about: a key that comes twice in an object (the last one
 * would win silently), nesting beyond need, unpaired surrogates. Undefined is "not acceptable".
 */
export function parseStrictJson(text: string): { value: unknown } | undefined {
  if (!text.isWellFormed() || nestsTooDeep(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (countKeys(value) !== countWrittenKeys(text)) return undefined;
    return isWellFormed(value) ? { value } : undefined;
  } catch {
    return undefined;
  }
}

/** Walks the text outside strings, calling `visit` for each structural character. */
function walk(text: string, visit: (character: string) => void): void {
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i] ?? '';
    if (inString) {
      if (character === '\\') i += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else visit(character);
  }
}

function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let deepest = 0;
  walk(text, (character) => {
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    deepest = Math.max(deepest, depth);
  });
  return deepest > maxDepth;
}

/** In JSON that parses, a colon outside strings follows exactly one key. */
function countWrittenKeys(text: string): number {
  let keys = 0;
  walk(text, (character) => {
    if (character === ':') keys += 1;
  });
  return keys;
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children = Object.values(value);
  const own = Array.isArray(value) ? 0 : children.length;
  return children.reduce<number>((sum, child) => sum + countKeys(child), own);
}

/** An escaped lone surrogate survives parsing, but not UTF-8. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, child]) => key.isWellFormed() && isWellFormed(child));
}
