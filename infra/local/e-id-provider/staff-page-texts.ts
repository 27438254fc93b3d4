import { type Language, type PageTexts, pageTexts } from './page-texts.ts';

const sv = {
  label: 'Test-e-legitimation i tjänsten',
  warning: 'Det här är ingen riktig e-legitimation. Alla medarbetare är påhittade.',
  title: 'Välj vilken medarbetare du är',
  lead: 'Välj en medarbetare i listan, skriv ett HSA-id eller avbryt.',
  situations: 'Medarbetare efter roll',
  typed: 'Skriv ett HSA-id',
  field: 'HSA-id',
  hint: 'Till exempel SE2321000180-DEMOP01. Bara HSA-id som fortsätter med DEMO. Ett som ingen har visar hur det är att sakna roll.',
  'not-a-number': 'Det är inget HSA-id. Kontrollera tecknen och försök igen.',
  'not-a-test-number': 'Det är inget test-id. Använd bara HSA-id som fortsätter med DEMO.',
} as const;

const en: Readonly<Record<keyof typeof sv, string>> = {
  label: 'Test e-ID for work',
  warning: 'This is not a real e-ID. Every member of staff is invented.',
  title: 'Choose which member of staff you are',
  lead: 'Choose somebody in the list, type an HSA-id, or cancel.',
  situations: 'Staff by role',
  typed: 'Type an HSA-id',
  field: 'HSA-id',
  hint: 'Such as SE2321000180-DEMOP01. Only those that go on with DEMO. One that nobody has shows how it is to have no role.',
  'not-a-number': 'That is not an HSA-id. Check it and try again.',
  'not-a-test-number': 'That is not a test id. Use only HSA-ids that go on with DEMO.',
};

/** What the page of the e-ID for work says instead; the rest is as for people. */
export const staffPageTexts: Readonly<Record<Language, PageTexts>> = {
  sv: { ...pageTexts.sv, ...sv },
  en: { ...pageTexts.en, ...en },
};
