/** One value of a column of choices, with the words that mean it. The first Swedish and English are what exports write. */
export interface ImportChoice {
  readonly value: string;
  readonly sv: string;
  readonly en: string;
  readonly alsoCalled: readonly string[];
}

function choice<const Value extends string>(
  value: Value,
  sv: string,
  en: string,
  alsoCalled: readonly string[] = [],
) {
  return { value, sv, en, alsoCalled };
}

/** The words of the columns of choices; compared without regard to case, spaces and signs. */
export const importChoices = {
  runBy: [
    choice('region', 'regionen', 'the region', [
      'region',
      'egen regi',
      'offentlig',
      'regiondriven',
      'regional',
    ]),
    choice('private', 'privat', 'private', ['privat regi', 'privatdriven', 'enskild']),
  ],
  basis: [
    choice('ownRun', 'egen regi', 'own-run', ['ownrun', 'uppdrag']),
    choice('contract', 'avtal', 'contract', ['LOV', 'vårdval', 'vårdavtal']),
  ],
  homeVisits: [
    choice('everyone', 'alla', 'everyone', ['ja']),
    choice('ownMunicipality', 'egna kommunen', 'own municipality', ['kommunen']),
    choice('withinKm', 'inom avstånd', 'within distance', ['within km', 'avstånd']),
    choice('none', 'inga', 'none', ['nej', 'inte']),
  ],
  travel: [
    choice('asToNearest', 'som till närmaste', 'as to nearest', ['närmaste']),
    choice('full', 'hela resan', 'full', ['hela']),
    choice('none', 'inga', 'none', ['nej', 'inte']),
  ],
  kind: [
    choice('doctor', 'läkare', 'doctor', ['namngiven läkare', 'fast läkare', 'person']),
    choice('placeholderList', 'lista utan läkare', 'list without doctor', [
      'lista',
      'fiktiv lista',
      'fiktiv',
      'placeholder list',
    ]),
  ],
  category: [
    choice('gpSpecialist', 'specialist i allmänmedicin', 'specialist in general medicine', [
      'allmänmedicin',
      'allmänläkare',
      'specialist allmänmedicin',
      'distriktsläkare',
      'gp specialist',
    ]),
    choice('doctorInTraining', 'ST-läkare i allmänmedicin', 'ST doctor in general medicine', [
      'ST',
      'ST-läkare',
      'ST allmänmedicin',
    ]),
    choice('geriatrician', 'geriatriker', 'geriatrician', ['geriatrik', 'specialist i geriatrik']),
    choice('paediatrician', 'barnläkare', 'paediatrician', [
      'pediatriker',
      'barnmedicin',
      'specialist i barnmedicin',
    ]),
    choice('equivalentCompetence', 'motsvarande kompetens', 'equivalent competence'),
    choice('otherSpecialist', 'annan specialist', 'other specialist', ['övrig specialist']),
    choice('licensedDoctor', 'annan legitimerad läkare', 'other licensed doctor', [
      'legitimerad läkare',
      'leg läk',
      'leg läkare',
      'underläkare',
      'licensed doctor',
    ]),
  ],
  employment: [
    choice('permanent', 'tillsvidare', 'permanent', ['tills vidare', 'tillsvidareanställd', 'fast']),
    choice('fixedTerm', 'visstid', 'fixed term', [
      'vikarie',
      'vikariat',
      'visstidsanställd',
      'tidsbegränsad',
    ]),
    choice('locum', 'hyrläkare', 'locum', ['hyr', 'stafett', 'stafettläkare', 'konsult', 'konsultläkare']),
  ],
  origin: [
    choice('chosen', 'vald', 'chosen', ['aktiv', 'aktivt val', 'aktivt vald', 'eget val', 'val']),
    choice('assigned', 'tilldelad', 'assigned', ['passiv', 'passivt', 'passivt listad']),
    choice('defaultAllocation', 'ickeval', 'default allocation', [
      'ickevalsalternativ',
      'geografisk',
      'närmaste enhet',
    ]),
    choice('imported', 'övertagen', 'imported', ['okänd', 'importerad']),
  ],
} as const satisfies Readonly<Record<string, readonly ImportChoice[]>>;

export type ChoiceColumn = keyof typeof importChoices;
export type ChoiceValue<C extends ChoiceColumn> = (typeof importChoices)[C][number]['value'];
