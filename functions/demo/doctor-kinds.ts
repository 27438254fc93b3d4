import type { DoctorFacts } from '#domain/named-doctor-rules.ts';

/** A kind of doctor that a roster can hold, and how common it is here. Invented shares. */
export interface DoctorKind {
  readonly facts: DoctorFacts;
  readonly weight: number;
}

const permanent = 'permanent';
/** What most doctors on a roster are. */
export const ordinary: DoctorFacts = { category: 'gpSpecialist', employment: permanent };

/** All kinds that a region's rule must judge (rules of listing: who may be a named doctor). */
export const doctorKinds: readonly DoctorKind[] = [
  { weight: 50, facts: ordinary },
  {
    weight: 20,
    facts: { category: 'doctorInTraining', employment: permanent, hasSupervisor: true, hasAbsencePlan: true },
  },
  { weight: 1, facts: { category: 'doctorInTraining', employment: permanent, hasAbsencePlan: true } },
  { weight: 1, facts: { category: 'doctorInTraining', employment: permanent, hasSupervisor: true } },
  { weight: 4, facts: { category: 'geriatrician', employment: permanent } },
  { weight: 4, facts: { category: 'paediatrician', employment: permanent } },
  { weight: 3, facts: { category: 'equivalentCompetence', employment: permanent, equivalenceDecided: true } },
  { weight: 1, facts: { category: 'equivalentCompetence', employment: permanent } },
  { weight: 3, facts: { category: 'otherSpecialist', employment: permanent } },
  { weight: 4, facts: { category: 'licensedDoctor', employment: permanent } },
  { weight: 3, facts: { category: 'gpSpecialist', employment: 'locum' } },
  { weight: 3, facts: { category: 'gpSpecialist', employment: 'locum', hasLongContract: true } },
  { weight: 2, facts: { category: 'gpSpecialist', employment: 'fixedTerm' } },
  { weight: 1, facts: { category: 'licensedDoctor', employment: 'locum' } },
];
