import { describe, expect, it } from 'vitest';
import { canMatch } from '../../../web/adapter/drop-unused-rules.ts';

const written = {
  words: new Set(['ds-button', 'ds-input', 'secondary', 'radio']),
  attributes: new Set(['data-variant', 'type', 'disabled']),
};
const matches = (selector: string) => canMatch(selector, written);

describe('rules of the design system that no page uses', () => {
  it.each([
    '.ds-button',
    '.ds-button[data-variant=secondary]:hover',
    '.ds-button:not([data-color])',
    '.ds-input:not(:focus-visible,:disabled,[readonly])',
    '.ds-input:is([type=radio],[type=range])',
    ':where(.ds-input)',
    'label',
  ])('keeps %s', (selector) => expect(matches(selector)).toBe(true));

  it.each([
    '.ds-tag',
    '.ds-button[data-variant=tertiary]',
    '.ds-input[readonly]',
    '.ds-input:is([role=switch],[type=range])',
    '.ds-button .ds-tag',
    '.ds-input:has(.ds-tag)',
  ])('drops %s', (selector) => expect(matches(selector)).toBe(false));
});
