import { attributeOf, readXml } from './read-xml.ts';

/** What a number of a cell is shown as. */
export type NumberStyle = 'date' | 'time' | 'percent' | 'number';

/** The style of each cell format of a workbook, in order. */
export async function readStyles(bytes: AsyncIterable<Uint8Array>): Promise<readonly NumberStyle[]> {
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let isCellFormats = false;
  for await (const tokens of readXml(bytes)) {
    for (const token of tokens) {
      if (token.kind === 'text') continue;
      if (token.name === 'cellXfs') isCellFormats = token.kind === 'open';
      if (token.kind === 'close') continue;
      const id = Number(attributeOf(token.attributes, 'numFmtId') ?? 0);
      if (token.name === 'numFmt') codes.set(id, attributeOf(token.attributes, 'formatCode') ?? '');
      if (token.name === 'xf' && isCellFormats) styles.push(styleOf(id, codes.get(id)));
    }
  }
  return styles;
}

/** Built-in formats by number; others by their code, without texts in quotes, colours and escaped signs. */
function styleOf(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) {
    if (id === 9 || id === 10) return 'percent';
    if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time';
    return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
      ? 'date'
      : 'number';
  }
  const bare = code.toLowerCase().replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|general/g, '');
  if (bare.includes('%')) return 'percent';
  if (/[yd]/.test(bare) || (/m/.test(bare) && !/[hs]/.test(bare))) return 'date';
  return /[hs]/.test(bare) ? 'time' : 'number';
}
