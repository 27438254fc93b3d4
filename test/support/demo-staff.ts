import { readFileSync } from 'node:fs';
import type { StaffRole } from '#contract/staff-roles.ts';

/** A member of staff one can sign in as with the test e-ID for work. */
export interface DemoStaff {
  /** The HSA-id. */
  readonly number: string;
  readonly name: string;
  readonly careUnitIds: readonly string[];
}

interface Group {
  readonly key: StaffRole | 'noRoleNow';
  readonly people: readonly DemoStaff[];
}

/** The demo's staff. Signing in changes nobody, so each may be used again and again. */
export function demoStaff(staffFile: string): {
  /** The first with that role; with `careUnitId`, the first who holds it there and nowhere else. */
  find(role: Group['key'], careUnitId?: string): DemoStaff;
  /** The units that have staff, in the order of the demo. */
  careUnitIds(): readonly string[];
} {
  const groups: readonly Group[] = JSON.parse(readFileSync(staffFile, 'utf8'));
  return {
    find(role, careUnitId) {
      const people = groups.find(({ key }) => key === role)?.people ?? [];
      const found = people.find(
        ({ careUnitIds }) =>
          careUnitId === undefined || (careUnitIds.length === 1 && careUnitIds[0] === careUnitId),
      );
      if (!found) throw new Error(`The demo has nobody with the role ${role} there`);
      return found;
    },
    careUnitIds: () => [
      ...new Set(groups.flatMap(({ people }) => people.flatMap(({ careUnitIds }) => careUnitIds))),
    ],
  };
}
