import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const web = new URL('../../../web/src/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, web), 'utf8');

/** Colours by name, of one scheme: the theme's, then the region's own. */
function coloursOf(files: readonly string[], scheme: 'light' | 'dark'): Map<string, string> {
  const colours = new Map<string, string>();
  for (const text of files) {
    const [light = '', dark = ''] = text.split('@media (prefers-color-scheme: dark)');
    for (const part of scheme === 'light' ? [light] : [light, dark]) {
      for (const [, name = '', value = ''] of part.matchAll(/(--[\w-]+):\s*(#[\da-f]{3,6});/g))
        colours.set(name, value);
    }
  }
  return colours;
}

function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.replace(/[\da-f]/g, '$&$&') : colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const papers = [
  '--ds-color-neutral-background-default',
  '--ds-color-neutral-surface-default',
  '--ds-color-neutral-surface-tinted',
];
const pairs: readonly (readonly [string, string])[] = [
  ...papers.flatMap((paper) =>
    [
      '--ds-color-neutral-text-default',
      '--ds-color-neutral-text-subtle',
      '--ds-color-text-subtle',
      '--ds-color-text-default',
      '--ds-color-danger-text-subtle',
    ].map((ink) => [ink, paper] as const),
  ),
  ...['good', 'care', 'calm', 'stop', 'note'].map((tone) => [`--${tone}`, `--${tone}-pale`] as const),
  ...[
    '--sky',
    '--dawn',
    '--warm',
    '--ds-color-surface-hover',
    '--good-pale',
    '--care-pale',
    '--stop-pale',
    '--note-pale',
  ].map((ground) => ['--ds-color-neutral-text-default', ground] as const),
  ['--ds-color-text-subtle', '--warm'],
  ['--ds-color-text-subtle', '--ds-color-surface-hover'],
  ['--ds-color-base-contrast-default', '--ds-color-base-default'],
  ['--ds-color-base-contrast-default', '--ds-color-base-hover'],
];
const shapes: readonly (readonly [string, string])[] = papers.flatMap((paper) =>
  ['--ds-color-neutral-border-default', '--accent', '--ds-color-focus-outer'].map(
    (ink) => [ink, paper] as const,
  ),
);

const regions = readdirSync(new URL('regions/', web)).filter((file) => file.endsWith('.css'));
describe.each([['the theme alone', undefined] as const, ...regions.map((file) => [file, file] as const)])(
  'contrast: %s',
  (_, region) => {
    const files = [read('styles/tokens.css'), ...(region ? [read(`regions/${region}`)] : [])];
    describe.each(['light', 'dark'] as const)('%s', (scheme) => {
      const colours = coloursOf(files, scheme);
      const of = ([ink, paper]: readonly [string, string]) =>
        contrast(colours.get(ink) ?? '', colours.get(paper) ?? '');
      it.each(pairs)('text %s on %s is at least 7:1', (...pair) =>
        expect(of(pair)).toBeGreaterThanOrEqual(7),
      );
      it.each(shapes)('shape %s on %s is at least 3:1', (...pair) =>
        expect(of(pair)).toBeGreaterThanOrEqual(3),
      );
    });
  },
);
