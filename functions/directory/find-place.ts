import type { Position } from './distance.ts';
import { foldText } from './fold-text.ts';
import { isOneMistake } from './spelling-mistake.ts';

export interface Place extends Position {
  readonly name: string;
}

/** The places of a region and, by postcode without a space, the name of the place it belongs to. */
export interface Places {
  readonly places: readonly Place[];
  readonly postcodes: Readonly<Record<string, string>>;
}

export type FoundPlace =
  | { readonly kind: 'place'; readonly place: Place; readonly corrected: boolean }
  | { readonly kind: 'postcode'; readonly place: Place; readonly postcode: string }
  | { readonly kind: 'unknown' };

/**
 * What a reader means by the place to measure from: a postcode (with or without a space) or the name of a place,
 * where one spelling mistake is forgiven if only one place is that near. Nothing of it is stored.
 */
export function findPlace(near: string, { places, postcodes }: Places): FoundPlace {
  const typed = foldText(near);
  const postcode = /^(?:se? ?)?(\d{3}) ?(\d{2})$/.exec(typed);
  if (postcode) {
    const code = `${postcode[1]}${postcode[2]}`;
    const place = places.find(({ name }) => name === postcodes[code]);
    return place ? { kind: 'postcode', place, postcode: code } : { kind: 'unknown' };
  }
  const exact = places.find(({ name }) => foldText(name) === typed);
  if (exact) return { kind: 'place', place: exact, corrected: false };
  const [only, another] = places.filter(({ name }) => isOneMistake(typed, foldText(name)));
  return only && !another ? { kind: 'place', place: only, corrected: true } : { kind: 'unknown' };
}
