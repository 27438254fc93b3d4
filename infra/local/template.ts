import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourceTypes } from './resource-types.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** A resource of the synthesized template, not yet resolved. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** What `Ref` gives: stable from start to start, so that tables and keys kept on disk are found again. */
  readonly physicalId: string;
}

export interface Stack {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: JsonObject;
}

/** The templates of one synthesized app. */
export interface Template {
  readonly folder: string;
  readonly stacks: ReadonlyMap<string, Stack>;
  /** The templates as they were written, by stack. */
  readonly bodies: ReadonlyMap<string, JsonObject>;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads every template in a folder of `node infra/app.ts`. Throws on a type that `resource-types.ts` does not name. */
export function readTemplate(folder: string): Template {
  const stacks = new Map<string, Stack>();
  const bodies = new Map<string, JsonObject>();
  if (!existsSync(folder)) throw new Error(`Nothing is synthesized in ${folder}: run npm run synth`);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.template.json'))) {
    const name = file.replace('.template.json', '');
    const body: JsonObject = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    bodies.set(name, body);
    stacks.set(name, readStack(name, body));
  }
  return { folder, stacks, bodies };
}

function readStack(name: string, template: JsonObject): Stack {
  const resources = new Map<string, Resource>();
  for (const [logicalId, body] of Object.entries(objectOf(template.Resources))) {
    const { Type, Properties } = objectOf(body);
    const type = String(Type);
    if (!(type in resourceTypes)) {
      throw new Error(
        `${name}: ${logicalId} is of type ${type}, which infra/local/resource-types.ts does not name`,
      );
    }
    const properties = objectOf(Properties);
    resources.set(logicalId, {
      stack: name,
      logicalId,
      type,
      properties,
      physicalId: physicalId(name, logicalId, type, properties),
    });
  }
  return {
    name,
    parameters: Object.keys(objectOf(template.Parameters)),
    resources,
    outputs: objectOf(template.Outputs),
  };
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** A name where the template gives one; a KMS key gets an id of KMS's form; everything else stack and logical id. */
function physicalId(stack: string, logicalId: string, type: string, properties: JsonObject): string {
  for (const given of ['FunctionName', 'LogGroupName', 'DomainName', 'Name']) {
    const name = properties[given];
    if (typeof name === 'string') return name;
  }
  if (type !== 'AWS::KMS::Key') return `${stack}-${logicalId}`;
  const hash = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    hash.slice(12, 16),
    hash.slice(16, 20),
    hash.slice(20, 32),
  ].join('-');
}

/** Every resource of a type, over all stacks. */
export function resourcesOf(template: Template, type: string): Resource[] {
  return [...template.stacks.values()].flatMap(({ resources }) =>
    [...resources.values()].filter((resource) => resource.type === type),
  );
}
