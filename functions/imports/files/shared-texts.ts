import { failFile } from './file-fault.ts';
import { tableLimits } from './limits.ts';
import { readXml } from './read-xml.ts';

/** The texts that cells point at, in order; of rich text the letters, without how they are read aloud. */
export async function readSharedTexts(bytes: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
  const texts: string[] = [];
  let characters = 0;
  let text = '';
  let isText = false;
  let isPhonetic = false;
  for await (const tokens of readXml(bytes)) {
    for (const token of tokens) {
      if (token.kind === 'text') {
        if (isText && !isPhonetic && text.length <= tableLimits.cellLength) text += token.text;
      } else if (token.name === 'rPh') isPhonetic = token.kind === 'open';
      else if (token.name === 't') isText = token.kind === 'open';
      else if (token.name === 'si' && token.kind === 'close') {
        characters += text.length;
        texts.push(withoutEscapes(text));
        text = '';
        const isTooMuch = texts.length > tableLimits.sharedTexts || characters > tableLimits.sharedCharacters;
        if (isTooMuch) failFile('too-many-texts', { detail: tableLimits.sharedTexts });
      }
    }
  }
  return texts;
}

/** Characters that XML cannot hold stand as _x0007_. */
export function withoutEscapes(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
