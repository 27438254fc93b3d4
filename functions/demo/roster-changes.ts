import { notEligible } from '#domain/doctor-eligibility.ts';
import type { Policy } from '#domain/policy.ts';
import type { DoctorRegistration } from '#domain/register.ts';
import { addDays } from '#domain/stockholm-time.ts';
import { ordinary } from './doctor-kinds.ts';
import type { Draw } from './draw.ts';

type Roster = readonly DoctorRegistration[];

/** Some are away now, some soon; most have a colleague who covers. Why is not kept, so it is not invented either. */
export function withAbsences(roster: Roster, today: string, draw: Draw): Roster {
  return roster.map((entry, at) => {
    const colleague = roster.find((other, place) => place !== at && other.doctor.facts === ordinary);
    if (!draw.chance(0.14) || !colleague) return entry;
    const from = addDays(today, draw.pick([-40, -12, -3, 10, 35]));
    const covers = draw.chance(0.8) ? { coveredByDoctorId: colleague.doctor.doctorId } : {};
    const absence = { from, through: addDays(from, draw.pick([14, 45, 120])), ...covers };
    return { ...entry, doctor: { ...entry.doctor, absences: [absence] } };
  });
}

/** Days from today of the last day of one doctor each, and of the first day of another, at the largest units. */
const moves: readonly { readonly leaves?: number; readonly begins?: number }[] = [
  { leaves: -10 },
  { leaves: 30 },
  { leaves: 75 },
  { leaves: 140 },
  { begins: 20 },
];

/** One doctor has left people behind, some will leave, one has not begun and is shown already. */
export function withMoves(
  rosters: ReadonlyMap<string, Roster>,
  policy: Policy,
  today: string,
): ReadonlyMap<string, Roster> {
  const units = [...rosters.keys()].toSorted(
    (a, b) => sizeOf(rosters, b) - sizeOf(rosters, a) || (a < b ? -1 : 1),
  );
  const moved = new Map(rosters);
  moves.forEach(({ leaves, begins }, at) => {
    const careUnitId = units[at % units.length] ?? '';
    const roster = moved.get(careUnitId) ?? [];
    const mover = roster.findLast((entry) => canMove(entry, roster, policy));
    const dates = {
      ...(leaves !== undefined && { leavesOn: addDays(today, leaves) }),
      ...(begins !== undefined && { startsOn: addDays(today, begins), visibleFrom: addDays(today, -5) }),
    };
    moved.set(
      careUnitId,
      roster.map((entry) => (entry === mover ? withDates(entry, dates) : entry)),
    );
  });
  return moved;
}

/** Whoever is shown before her or his first day takes adults only, so that a group of one's own is there to see. */
function withDates(
  entry: DoctorRegistration,
  dates: Partial<Pick<DoctorRegistration['doctor'], 'startsOn' | 'leavesOn' | 'visibleFrom'>>,
): DoctorRegistration {
  const { doctor } = entry;
  const takesAdults = dates.visibleFrom !== undefined && doctor.facts.category === 'gpSpecialist';
  const facts = takesAdults ? { ...doctor.facts, takesAges: { from: 18 } } : doctor.facts;
  return { ...entry, doctor: { ...doctor, ...dates, facts } };
}

const sizeOf = (rosters: ReadonlyMap<string, Roster>, careUnitId: string): number =>
  rosters.get(careUnitId)?.length ?? 0;

/** One whom people can have chosen, and whom no colleague leans on. */
function canMove({ doctor }: DoctorRegistration, roster: Roster, policy: Policy): boolean {
  const { doctorId, name, kind, absences, leavesOn, supervisorName } = doctor;
  const isLeantOn = roster.some(
    ({ doctor: colleague }) =>
      colleague.supervisorName === name ||
      colleague.absences.some(({ coveredByDoctorId }) => coveredByDoctorId === doctorId),
  );
  return (
    kind === 'doctor' &&
    leavesOn === undefined &&
    absences.length === 0 &&
    supervisorName === undefined &&
    !isLeantOn &&
    !notEligible(doctor.facts, policy.namedDoctor)
  );
}
