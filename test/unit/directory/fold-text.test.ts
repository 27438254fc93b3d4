import { describe, expect, it } from 'vitest';
import { foldText, wordsOf } from '#functions/directory/fold-text.ts';

describe('foldText', () => {
  it.each([
    ['Älvdalen', 'alvdalen'],
    ['A\u0308lvdalen', 'alvdalen'],
    ['SÄRNA', 'sarna'],
    ['Ælvdalen', 'alvdalen'],
    ['Min Vård - Vårdcentral i mobilen', 'min vard vardcentral i mobilen'],
    ['Britsarvet-Grycksbo', 'britsarvet grycksbo'],
    ['７９３３０', '79330'],
    ['  ', ''],
    ['\u202eFalun', 'falun'],
    ['Orsa!?', 'orsa'],
  ])('folds %j to %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('finds no words in nothing', () => {
    expect(wordsOf(' – ')).toEqual([]);
  });
});
