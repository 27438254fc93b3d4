import { describe, expect, it } from 'vitest';
import { isOneMistake } from '#functions/directory/spelling-mistake.ts';

describe('isOneMistake', () => {
  it.each([
    ['leksnd', 'leksand', 'a letter less'],
    ['leeksand', 'leksand', 'a letter more'],
    ['leksamd', 'leksand', 'another letter'],
    ['lekasnd', 'leksand', 'two neighbours that changed places'],
    ['elksand', 'leksand', 'the first two that changed places'],
    ['leksadn', 'leksand', 'the last two that changed places'],
    ['leksan', 'leksand', 'the last letter less'],
    ['xleksand', 'leksand', 'a letter before'],
  ])('forgives %s for %s: %s', (typed, meant) => {
    expect(isOneMistake(typed, meant)).toBe(true);
    expect(isOneMistake(meant, typed)).toBe(true);
  });

  it.each([
    ['leksand', 'leksand', 'no mistake'],
    ['leksnnd', 'leeksand', 'two mistakes'],
    ['lkesadn', 'leksand', 'two transpositions'],
    ['dekslan', 'leksand', 'letters far apart that changed places'],
    ['lek', 'leks', 'too short to tell'],
    ['mora', 'orsa', 'two mistakes in a short name'],
    ['leksand', 'leksandaa', 'two letters more'],
  ])('does not take %s for %s: %s', (typed, meant) => {
    expect(isOneMistake(typed, meant)).toBe(false);
  });
});
