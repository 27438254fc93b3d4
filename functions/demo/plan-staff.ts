import type { StaffAssignment, StaffRole } from '#domain/staff-assignment.ts';
import { addDays, localDate } from '#domain/stockholm-time.ts';
import type { CommonData } from './common-data.ts';
import { createDraw, type Draw } from './draw.ts';

/** An invented member of staff. */
export interface DemoStaffMember {
  readonly staffMemberId: string;
  /** As an e-ID says it; the part after the hyphen begins with DEMO, so it is nobody's. */
  readonly hsaId: string;
  readonly name: string;
  readonly assignments: readonly StaffAssignment[];
  /** Under which the page of the test e-ID lists them. */
  readonly group: StaffGroup;
}

/** What the test e-ID tells apart: a role, or that no role is in force. */
export type StaffGroup = StaffRole | 'noRoleNow';

/** A unit as far as staff are planned for it. */
export interface StaffedUnit {
  readonly careUnitId: string;
  readonly name: string;
}

/** So many units get staff of their own. */
export const staffedUnits = 3;

const inRegion = ['listingOfficer', 'regionDecider', 'analyst', 'logAuditor', 'support'] as const;
const atUnit = ['unitManager', 'unitDelegate', 'unitAdministrator'] as const;

/**
 * Invents staff: one for each role of the region, a manager, a deputy and an administrator for each unit, somebody who
 * manages two units, and two without a role in force: one whose has ended, one whose has not begun.
 */
export function planStaff(
  { slug, units, now }: { slug: string; units: readonly StaffedUnit[]; now: Date },
  names: CommonData['names'],
): readonly DemoStaffMember[] {
  const draw = createDraw(`listningstjänst/${slug}/staff`);
  const today = localDate(now);
  const since = { from: addDays(today, -400) };
  const nextYear = { ...since, through: addDays(today, 365) };
  const staffed = units.slice(0, staffedUnits);
  const [first, second] = staffed;
  const wanted: readonly Wanted[] = [
    ...inRegion.map((role) => ({ group: role, held: [{ role, ...since }] })),
    ...staffed.flatMap(({ careUnitId }) =>
      atUnit.map((role) => {
        const days = role === 'unitDelegate' ? nextYear : since;
        return { group: role, held: [{ role, careUnitId, ...days }] };
      }),
    ),
    ...(first && second
      ? [{ group: 'unitManager' as const, held: [first, second].map((unit) => managerOf(unit, since)) }]
      : []),
    ...(first
      ? [
          {
            group: 'noRoleNow' as const,
            held: [managerOf(first, { ...since, through: addDays(today, -1) })],
          },
          { group: 'noRoleNow' as const, held: [managerOf(first, { from: addDays(today, 30) })] },
        ]
      : []),
  ];
  return wanted.map((one, at) => invent(one, at, names, draw));
}

interface Wanted {
  readonly group: StaffGroup;
  readonly held: readonly Omit<StaffAssignment, 'assignmentId'>[];
}

function managerOf(
  { careUnitId }: StaffedUnit,
  days: Pick<StaffAssignment, 'from' | 'through'>,
): Omit<StaffAssignment, 'assignmentId'> {
  return { role: 'unitManager', careUnitId, ...days };
}

function invent(
  { group, held }: Wanted,
  at: number,
  names: CommonData['names'],
  draw: Draw,
): DemoStaffMember {
  const staffMemberId = draw.id(26);
  return {
    staffMemberId,
    hsaId: `SE2321000180-DEMOP${String(at + 1).padStart(2, '0')}`,
    name: `${draw.pick(draw.pick([names.female, names.male]))} ${draw.pick(names.surname)}`,
    assignments: held.map((assignment) => ({ assignmentId: draw.id(26), ...assignment })),
    group,
  };
}
