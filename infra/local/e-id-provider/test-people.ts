import { parseIdentityNumber } from '#domain/identity-number.ts';

/** A person, or a member of staff, of the demo, with the id that the test e-ID vouches for. */
export interface TestPerson {
  /** Twelve digits, of Skatteverket's test series; of staff, the HSA-id. */
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

/** Birth numbers that Skatteverket mostly takes for tests: 238, 239 and 980–989. With another, a number may be somebody's. */
const testBirthNumber = /^\d{8}(?:23[89]|98\d)\d$/;

/** Whether a number is surely nobody's, by its birth number alone. */
export function hasTestBirthNumber(number: string): boolean {
  return testBirthNumber.test(number);
}

/** The demo people, and which other numbers are surely nobody's. */
export interface TestPeople {
  readonly situations: readonly Situation[];
  readonly isTestNumber: (canonicalNumber: string) => boolean;
}

/**
 * The person of a number that was chosen or typed, in any form that people write it: one of the demo's people, or
 * anyone with a valid test number, whether or not the demo has seeded it; nobody else ever.
 *
 * @param today local date, from which a short number's century is counted
 */
export function findTestPerson(
  { situations, isTestNumber }: TestPeople,
  typed: string,
  today: string,
): Found {
  const number = parseIdentityNumber(typed.trim(), today)?.number;
  if (number === undefined) return { fault: 'not-a-number' };
  const seeded = situations.flatMap(({ people }) => people).find((person) => person.number === number);
  if (seeded) return { person: seeded };
  return isTestNumber(number) ? { person: { number } } : { fault: 'not-a-test-number' };
}
