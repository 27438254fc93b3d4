import { parseIdentityNumber } from '#domain/identity-number.ts';

/** A person of the demo, with the number that the test e-ID vouches for. */
export interface TestPerson {
  /** Twelve digits, of Skatteverket's test series. */
  readonly number: string;
  readonly name?: string;
  /** What makes the person worth choosing, when the situation does not say it all. */
  readonly note?: { readonly sv: string; readonly en: string };
  /** Coordination number that this number replaced. */
  readonly previousNumber?: string;
}

/** Demo people in one situation: "two changes left", "13 years old". */
export interface Situation {
  readonly key: string;
  readonly title: { readonly sv: string; readonly en: string };
  readonly people: readonly TestPerson[];
}

export type Found =
  | { readonly person: TestPerson }
  | { readonly fault: 'not-a-number' | 'not-a-test-number' };

/** Birth numbers that Skatteverket keeps for tests: 238, 239 and 980–989. A number with another may be somebody's. */
const testBirthNumber = /^\d{8}(?:23[89]|98\d)\d$/;

/**
 * The person of a number that was chosen or typed, in any form that people write it. Any valid number of the test
 * ranges will do, whether or not the demo has seeded it; no other ever.
 *
 * @param today local date, from which a short number's century is counted
 */
export function findTestPerson(situations: readonly Situation[], typed: string, today: string): Found {
  const number = parseIdentityNumber(typed.trim(), today)?.number;
  if (number === undefined) return { fault: 'not-a-number' };
  if (!testBirthNumber.test(number)) return { fault: 'not-a-test-number' };
  const seeded = situations.flatMap(({ people }) => people).find((person) => person.number === number);
  return { person: seeded ?? { number } };
}
