/** The test e-ID speaks Swedish and English, as real providers do. */
export type Language = 'sv' | 'en';

const sv = {
  label: 'Test-e-legitimation',
  warning: 'Det här är ingen riktig e-legitimation. Alla personer är påhittade och har testnummer.',
  title: 'Välj vem du är',
  lead: 'Välj en person i listan, skriv ett testnummer eller avbryt.',
  situations: 'Personer efter situation',
  as: 'Fortsätt som',
  unnamed: 'Person utan namn',
  typed: 'Skriv ett testnummer',
  field: 'Personnummer eller samordningsnummer',
  hint: 'Tolv siffror, till exempel 199001012385. Bara nummer ur Skatteverkets testserie.',
  submit: 'Fortsätt',
  cancel: 'Avbryt utan att logga in',
  problem: 'Det gick inte att fortsätta',
  'not-a-number': 'Numret stämmer inte. Kontrollera siffrorna och försök igen.',
  'not-a-test-number': 'Det är inget testnummer. Använd bara nummer ur Skatteverkets testserie.',
  logoutTitle: 'Logga ut från test-e-legitimationen',
  logoutLead: 'Du har loggat ut från listningstjänsten. Avsluta också test-e-legitimationen.',
  logout: 'Avsluta och gå tillbaka',
  loggedOut: 'Du är utloggad',
  loggedOutLead: 'Du kan stänga fönstret.',
  errorTitle: 'Inloggningen gick inte',
  errorLead: 'Gå tillbaka till tjänsten och börja om.',
} as const;

const en: Record<keyof typeof sv, string> = {
  label: 'Test e-ID',
  warning: 'This is not a real e-ID. Every person is invented and has a test number.',
  title: 'Choose who you are',
  lead: 'Choose a person in the list, type a test number, or cancel.',
  situations: 'People by situation',
  as: 'Continue as',
  unnamed: 'Person without a name',
  typed: 'Type a test number',
  field: 'Personal identity number or coordination number',
  hint: 'Twelve digits, such as 199001012385. Only numbers of the Swedish Tax Agency’s test series.',
  submit: 'Continue',
  cancel: 'Cancel without logging in',
  problem: 'It was not possible to continue',
  'not-a-number': 'The number is not right. Check the digits and try again.',
  'not-a-test-number': 'That is not a test number. Use only numbers of the Swedish Tax Agency’s test series.',
  logoutTitle: 'Log out from the test e-ID',
  logoutLead: 'You have logged out from the listing service. End the test e-ID too.',
  logout: 'End and go back',
  loggedOut: 'You are logged out',
  loggedOutLead: 'You can close the window.',
  errorTitle: 'The login failed',
  errorLead: 'Go back to the service and start again.',
};

export type PageTexts = Readonly<Record<keyof typeof sv, string>>;

export const pageTexts: Readonly<Record<Language, PageTexts>> = { sv, en };

/** The first language of `ui_locales` (space-separated, OpenID Connect) that we speak; else Swedish. */
export function chooseLanguage(uiLocales: unknown): Language {
  const asked = typeof uiLocales === 'string' ? uiLocales.split(' ') : [];
  for (const tag of asked) {
    const language = tag.split('-')[0];
    if (language === 'sv' || language === 'en') return language;
  }
  return 'sv';
}
