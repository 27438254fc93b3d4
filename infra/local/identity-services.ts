import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EIdIssuer } from '#contract/e-id-issuers.ts';
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

export interface TestEid {
  readonly provider: EidProvider;
  /** Value of the parameter `EidIssuers`. */
  readonly issuers: string;
  /** Value of the parameter `EidIssuerOrigins`. */
  readonly origins: string;
  /** Lets the people that the seeding chose be picked on the provider's page. */
  readonly readPeople: (demoFile: string) => void;
}

const clientId = 'listningstjanst';

/** Starts the test e-ID provider for a site. */
export async function startTestEid(publicOrigin: string, locales: readonly string[]): Promise<TestEid> {
  const situations: Situation[] = [];
  const known = readTestNumbers();
  const provider = await startEidProvider({
    clientId,
    clientJwksUri: `${publicOrigin}/auth/jwks`,
    redirectUris: [`${publicOrigin}/auth/callback`],
    postLogoutRedirectUris: locales.map((locale) => `${publicOrigin}/${locale}/utloggad`),
    situations,
    isTestNumber: (number) => known.has(number) || hasTestBirthNumber(number),
  });
  const issuer = {
    id: 'test-e-id',
    name: { sv: 'Test-e-legitimation', en: 'Test e-ID' },
    issuer: provider.issuer,
    clientId,
    acrValues: [levelOfAssurance3],
    isTest: true,
  } satisfies Partial<EIdIssuer>;
  return {
    provider,
    issuers: JSON.stringify([issuer]),
    origins: new URL(provider.issuer).origin,
    readPeople: (demoFile) => {
      const written: readonly Situation[] = JSON.parse(readFileSync(demoFile, 'utf8'));
      situations.push(...written);
    },
  };
}
