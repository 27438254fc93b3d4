import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '#infra/app.ts';
import { readConfig } from '#infra/config.ts';
import { createResolver, type Resolver } from '#infra/local/resolve.ts';
import {
  isObject,
  type Json,
  type JsonObject,
  type Resource,
  readTemplate,
  resourcesOf,
  type Template,
} from '#infra/local/template.ts';

export interface Synthesized {
  readonly template: Template;
  readonly resolver: Resolver;
}

/** Values that someone who deploys would give. */
export const parameters = {
  PublicOrigin: 'https://listning.region.example',
  PublicDomain: 'listning.region.example',
  PublicCertificateArn: 'arn:public-certificate',
  ApiOrigin: 'https://api.listning.region.example',
  ApiDomain: 'api.listning.region.example',
  ApiCertificateArn: 'arn:api-certificate',
  AlarmTopicArn: 'arn:aws:sns:eu-north-1:000000000000:on-call',
  WebAclArn: 'arn:web-acl',
  EidIssuers: '[]',
  EidIssuerOrigins: 'https://e-id.example',
};

/** Synthesizes a region's app (and so runs cdk-nag, which fails on a finding) and reads what came of it. */
export function synthesizeRegion(slug: string): Synthesized {
  const folder = mkdtempSync(join(tmpdir(), 'listning-synth-'));
  try {
    createApp(readConfig(slug), folder).synth();
    const template = readTemplate(folder);
    return {
      template,
      resolver: createResolver(template, { parameters, secretOf: () => 'the edge secret' }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

export function arrayOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Every resource of a type with its properties, resolved. */
export function madeOf(
  { template, resolver }: Synthesized,
  type: string,
): { resource: Resource; has: JsonObject }[] {
  return resourcesOf(template, type).map((resource) => ({ resource, has: resolver.properties(resource) }));
}
