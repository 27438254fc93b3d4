import { failFile } from './file-fault.ts';

/** A piece of markup. Names come without their namespace; `attributes` as they stand, for `attributeOf`. */
export type XmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** Longer than any text a cell can hold with its marks, and than any tag. */
const pieceAtMost = 262_144;
const depthAtMost = 64;

/**
 * Reads markup in batches, as much as each piece of bytes completes. A document type is refused, so nothing can be
 * defined to grow; what is not closed, too deep or not UTF-8 is damaged.
 */
export async function* readXml(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly XmlToken[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const open: string[] = [];
  let waiting = '';
  for await (const chunk of bytes) {
    waiting += decode(decoder, chunk);
    const { tokens, end } = scan(waiting, open);
    waiting = waiting.slice(end);
    if (waiting.length > pieceAtMost) failFile('workbook-damaged');
    yield tokens;
  }
  if (decode(decoder) !== '' || waiting.trim() !== '' || open.length > 0) failFile('workbook-damaged');
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    return failFile('workbook-damaged');
  }
}

/** Tokens until the last whole one; `end` is where the next begins. */
function scan(text: string, open: string[]): { tokens: XmlToken[]; end: number } {
  const tokens: XmlToken[] = [];
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    if (start < 0) break;
    if (start > at) tokens.push({ kind: 'text', text: unescaped(text.slice(at, start)) });
    at = start;
    const end = findEnd(text, start);
    if (end === undefined) break;
    addMarkup(text.slice(start, end), tokens, open);
    at = end;
  }
  return { tokens, end: at };
}

/** Where the markup that begins here ends, or undefined: not in this piece. */
function findEnd(text: string, start: number): number | undefined {
  if (text.startsWith('<!--', start)) return after(text, '-->', start + 4);
  if (text.startsWith('<![CDATA[', start)) return after(text, ']]>', start + 9);
  if (text.startsWith('<?', start)) return after(text, '?>', start + 2);
  if (text.startsWith('<!', start)) {
    const couldBe = ['<!--', '<![CDATA['].some((mark) => mark.startsWith(text.slice(start)));
    return couldBe ? undefined : failFile('workbook-damaged');
  }
  let quote = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '>') return at + 1;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '<') failFile('workbook-damaged');
  }
  return undefined;
}

function after(text: string, mark: string, from: number): number | undefined {
  const at = text.indexOf(mark, from);
  return at < 0 ? undefined : at + mark.length;
}

function addMarkup(markup: string, tokens: XmlToken[], open: string[]): void {
  if (markup.startsWith('<?') || markup.startsWith('<!--')) return;
  if (markup.startsWith('<![CDATA[')) {
    tokens.push({ kind: 'text', text: markup.slice(9, -3) });
    return;
  }
  const [, close, whole = '', attributes = ''] =
    /^<(\/?)([^\s/>"'=]+)([\s\S]*?)\/?>$/.exec(markup) ?? failFile('workbook-damaged');
  const name = whole.slice(whole.indexOf(':') + 1);
  if (close) {
    if (open.pop() !== whole) failFile('workbook-damaged');
    tokens.push({ kind: 'close', name });
    return;
  }
  tokens.push({ kind: 'open', name, attributes });
  if (markup.endsWith('/>')) tokens.push({ kind: 'close', name });
  else if (open.push(whole) > depthAtMost) failFile('workbook-damaged');
}

/** The value of an attribute, whatever its namespace; undefined where it is not there. */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (const [, whole = '', double, single] of attributes.matchAll(attributeForm)) {
    if (whole.slice(whole.indexOf(':') + 1) === name) return unescaped(double ?? single ?? '');
  }
  return undefined;
}

const attributeForm = /([^\s"'=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0x10ffff ? failFile('workbook-damaged') : String.fromCodePoint(code);
  });
}
