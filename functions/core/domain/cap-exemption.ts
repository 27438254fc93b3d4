/** Who may still be listed at a capped unit, by the decision. Which apply by default is the region's policy. */
export type CapExemption = 'newborn' | 'careHome' | 'family' | 'movedIn' | 'child0to6' | 'medicalPriority';

/** Every exemption, in the order in which they are told, and in which one that somebody has is looked for. */
export const capExemptions: readonly CapExemption[] = [
  'newborn',
  'careHome',
  'family',
  'movedIn',
  'child0to6',
  'medicalPriority',
];

/** Each exemption once, in the order in which they are told. */
export function exemptionsInOrder(exemptions: readonly CapExemption[]): CapExemption[] {
  return capExemptions.filter((exemption) => exemptions.includes(exemption));
}
