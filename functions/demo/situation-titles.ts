/** What the test login page calls each situation; it is a tool for those who try the demo, not part of the service. */
export const situationTitles = {
  'not-listed': { sv: 'Inte listad', en: 'Not listed' },
  'changes-left-2': { sv: 'Listad, två byten kvar', en: 'Listed, two changes left' },
  'changes-left-1': { sv: 'Listad, ett byte kvar', en: 'Listed, one change left' },
  'changes-left-0': { sv: 'Listad, inga byten kvar', en: 'Listed, no changes left' },
  allocated: { sv: 'Tilldelad vårdcentral, har inte valt själv', en: 'Allocated, has not chosen' },
  'pending-choice': { sv: 'Har valt, gäller från midnatt', en: 'Has chosen, applies from midnight' },
  exempt: { sv: 'Får välja en full vårdcentral (undantag)', en: 'May choose a full unit (exemption)' },
  waiting: { sv: 'Väntar på plats på en full vårdcentral', en: 'Waits for a place at a full unit' },
  'doctor-has-left': { sv: 'Läkaren har slutat', en: 'The named doctor has left' },
  'leaves-age-group': {
    sv: 'Blir snart äldre än läkarens patienter',
    en: 'Will soon be older than the doctor’s patients',
  },
  'under-13': { sv: 'Under 13 år', en: 'Under 13' },
  'age-13': { sv: '13 år', en: '13 years old' },
  'age-15': { sv: '15 år', en: '15 years old' },
  'age-17': { sv: '17 år', en: '17 years old' },
  'guardian-of-two': { sv: 'Vårdnadshavare för två barn', en: 'Guardian of two' },
  'protected-identity': { sv: 'Skyddade personuppgifter', en: 'Protected identity' },
  'coordination-number': { sv: 'Samordningsnummer', en: 'Coordination number' },
  'listed-with-staff': {
    sv: 'Listad på en vårdcentral med demopersonal',
    en: 'Listed at a unit with demo staff',
  },
  'prefers-arabic': { sv: 'Vill ha arabiska', en: 'Prefers Arabic' },
} as const;
