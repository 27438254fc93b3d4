/**
 * Codes of what a unit says of itself beside names and figures. A code is a key of the texts in `locales/`, so that
 * every reader meets it in her or his language; a region may use others and then brings their texts.
 */
export const alsoThereCodes = [
  /** Familjecentral. */
  'familyCentre',
  /** Samtalsmottagning för barn och unga. */
  'childYouthCounselling',
  /** Ungdomsmottagning. */
  'youthClinic',
] as const;

export const premisesCodes = [
  'stepFree',
  'automaticDoor',
  'lift',
  'accessibleToilet',
  'accessibleParking',
  'hearingLoop',
] as const;

/** Licensed and other staff that one can meet at the unit. */
export const staffCategoryCodes = [
  'nurse',
  'districtNurse',
  'assistantNurse',
  'physiotherapist',
  'occupationalTherapist',
  'psychologist',
  'counsellor',
  'dietitian',
  'rehabCoordinator',
] as const;
