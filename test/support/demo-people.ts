import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** A person one can sign in as with the test e-ID. */
export interface DemoPerson {
  readonly number: string;
  readonly name: string;
}

interface Situation {
  readonly key: string;
  readonly people: readonly DemoPerson[];
}

/**
 * Hands out the demo people of each situation, each once in the whole run, so that one test's choices never meet
 * another's: who was handed out stands in a file beside. A situation that has run dry is an error: the test would
 * otherwise quietly use somebody changed. Test files run one after the other.
 */
export function demoPeople(demoFile: string): { next(situation: string): DemoPerson; names(): string[] } {
  const situations: readonly Situation[] = JSON.parse(readFileSync(demoFile, 'utf8'));
  const usedFile = `${demoFile}.used`;
  return {
    next(key) {
      const situation = situations.find((candidate) => candidate.key === key);
      const used: Record<string, number> = existsSync(usedFile)
        ? JSON.parse(readFileSync(usedFile, 'utf8'))
        : {};
      const index = used[key] ?? 0;
      const person = situation?.people[index];
      if (!person) throw new Error(`No more demo people in the situation ${key}`);
      writeFileSync(usedFile, JSON.stringify({ ...used, [key]: index + 1 }));
      return person;
    },
    names: () => situations.flatMap((situation) => situation.people.map((person) => person.name)),
  };
}
