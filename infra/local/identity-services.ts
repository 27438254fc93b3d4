import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EIdIssuer } from '#contract/e-id-issuers.ts';
import { staffLevelOfAssurance3 } from './e-id-provider/staff-people.ts';
import { type EidProvider, levelOfAssurance3, startEidProvider } from './e-id-provider/start-eid-provider.ts';
import { hasTestBirthNumber, type Situation } from './e-id-provider/test-people.ts';
import { startKmsEndpoint } from './kms-endpoint.ts';
import type { KeyKind } from './kms-operations.ts';
import type { Listening } from './listen.ts';
import { resourcesOf, type Template } from './template.ts';
import { readTestNumbers } from './test-numbers.ts';

/** Starts the endpoint that answers for the template's keys. Keys of a kind that no function uses are left out. */
export function startKeys(template: Template, dataDir: string | undefined): Promise<Listening> {
  const keys = resourcesOf(template, 'AWS::KMS::Key').map(({ physicalId, properties }) => ({
    id: physicalId,
    kind: kindOf(String(properties.KeySpec ?? 'SYMMETRIC_DEFAULT')),
  }));
  return startKmsEndpoint({ keys, file: dataDir && join(dataDir, 'keys.json') });
}

function kindOf(keySpec: string): KeyKind {
  const kinds: Readonly<Record<string, KeyKind>> = {
    ECC_NIST_P256: 'sign',
    HMAC_256: 'mac',
    SYMMETRIC_DEFAULT: 'seal',
  };
  const kind = kinds[keySpec];
  if (!kind) throw new Error(`infra/local/identity-services.ts does not know the key spec ${keySpec}`);
  return kind;
}

export interface TestEids {
  /** For people, and for staff: each on a port of its own, as two e-IDs would be. */
  readonly person: EidProvider;
  readonly staff: EidProvider;
  /** Value of the parameter `EidIssuers`. */
  readonly issuers: string;
  /** Value of the parameter `EidIssuerOrigins`. */
  readonly origins: string;
  /** Lets those whom the seeding chose be picked on the providers' pages. */
  readonly readPeople: (demoFile: string, staffFile: string) => void;
}

const clientId = 'listningstjanst';

/** Starts the test e-ID providers for a site. */
export async function startTestEids(publicOrigin: string, locales: readonly string[]): Promise<TestEids> {
  const people: Situation[] = [];
  const staff: Situation[] = [];
  const known = readTestNumbers();
  const client = {
    clientId,
    clientJwksUri: `${publicOrigin}/auth/jwks`,
    redirectUris: [`${publicOrigin}/auth/callback`],
  };
  const loggedOut = (page: string) => locales.map((locale) => `${publicOrigin}/${locale}/${page}`);
  const forPeople = await startEidProvider({
    ...client,
    postLogoutRedirectUris: loggedOut('utloggad'),
    situations: people,
    isTestNumber: (number) => known.has(number) || hasTestBirthNumber(number),
  });
  const forStaff = await startEidProvider({
    ...client,
    audience: 'staff',
    acr: staffLevelOfAssurance3,
    postLogoutRedirectUris: loggedOut('personal/utloggad'),
    situations: staff,
  });
  const issuers = [
    {
      id: 'test-e-id',
      name: { sv: 'Test-e-legitimation', en: 'Test e-ID' },
      issuer: forPeople.issuer,
      clientId,
      acrValues: [levelOfAssurance3],
      isTest: true,
    },
    {
      id: 'test-staff-e-id',
      name: { sv: 'Test-e-legitimation i tjänsten', en: 'Test e-ID for work' },
      issuer: forStaff.issuer,
      clientId,
      acrValues: [staffLevelOfAssurance3],
      audience: 'staff',
      isTest: true,
    },
  ] satisfies readonly Partial<EIdIssuer>[];
  return {
    person: forPeople,
    staff: forStaff,
    issuers: JSON.stringify(issuers),
    origins: [forPeople, forStaff].map(({ issuer }) => new URL(issuer).origin).join(' '),
    readPeople: (demoFile, staffFile) => {
      people.push(...readSituations(demoFile));
      staff.push(...readSituations(staffFile));
    },
  };
}

function readSituations(file: string): readonly Situation[] {
  return JSON.parse(readFileSync(file, 'utf8'));
}
