import type { RosterDoctor } from '#domain/roster.ts';
import { isDate, localDate } from '#domain/stockholm-time.ts';
import type { PlanningFault } from './planning-fault.ts';
import type { Participant, PlanningReview } from './planning-scenario.ts';

/** Whether the study director was needed: of a doctor in training, said by the manager. */
export type StudyDirectorPart = 'notNeeded' | 'tookPart' | 'awaited';

/** What the form of a joint review says. */
export interface ReviewWanted {
  readonly heldOn: string;
  readonly manager: boolean;
  readonly doctor: boolean;
  readonly supervisor: boolean;
  readonly studyDirector: StudyDirectorPart;
}

/** Who must have taken part: manager and doctor; of a doctor in training the supervisor too. */
export function participantsNeeded({ facts }: Pick<RosterDoctor, 'facts'>): readonly Participant[] {
  return facts.category === 'doctorInTraining' ? ['manager', 'doctor', 'supervisor'] : ['manager', 'doctor'];
}

/** Everything that is missing for a joint review to count, by field. */
export function checkReview(wanted: ReviewWanted, doctor: RosterDoctor, now: Date): PlanningFault[] {
  const faults: PlanningFault[] = [];
  if (!isDate(wanted.heldOn)) faults.push({ field: 'heldOn', reason: 'date-not-valid' });
  else if (wanted.heldOn > localDate(now)) faults.push({ field: 'heldOn', reason: 'date-to-come' });
  const present = new Set(tookPart(wanted));
  for (const field of participantsNeeded(doctor)) {
    if (!present.has(field)) faults.push({ field, reason: 'must-take-part' });
  }
  if (wanted.studyDirector === 'awaited') {
    faults.push({ field: 'studyDirector', reason: 'study-director-awaited' });
  }
  return faults;
}

/** The participants that were confirmed, in a fixed order. */
export function tookPart({ manager, doctor, supervisor, studyDirector }: ReviewWanted): Participant[] {
  return [
    ...(manager ? ['manager' as const] : []),
    ...(doctor ? ['doctor' as const] : []),
    ...(supervisor ? ['supervisor' as const] : []),
    ...(studyDirector === 'tookPart' ? ['studyDirector' as const] : []),
  ];
}

/** Whether a review still carries a number: the same number, and all whom the doctor's category needs today. */
export function isReviewed(
  review: PlanningReview | undefined,
  target: number,
  doctor: Pick<RosterDoctor, 'facts'>,
): review is PlanningReview {
  return (
    review !== undefined &&
    review.target === target &&
    participantsNeeded(doctor).every((one) => review.tookPart.includes(one))
  );
}
