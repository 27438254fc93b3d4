import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { LocalFunction } from './function-pool.ts';
import type { Resolver } from './resolve.ts';
import { pseudoParameters } from './resource-types.ts';
import { isObject, type JsonObject, type Resource, resourcesOf, type Template } from './template.ts';

/** Instances of one function on this machine; enough for requests side by side, few enough for a laptop. */
const mostInstances = 4;

/** The functions of the template, each with only its own environment. */
export function readFunctions(template: Template, resolver: Resolver, awsEndpoint: string): LocalFunction[] {
  return resourcesOf(template, 'AWS::Lambda::Function').map((resource) => {
    const properties = resolver.properties(resource);
    const memory = Number(properties.MemorySize ?? 128);
    return {
      name: resource.physicalId,
      file: join(assetOf(template, properties), handlerFile(properties)),
      environment: environmentOf(resource, properties, awsEndpoint),
      timeout: Number(properties.Timeout ?? 3) * 1000,
      memory,
      instances: Math.min(Number(properties.ReservedConcurrentExecutions ?? mostInstances), mostInstances),
    };
  });
}

function environmentOf(
  resource: Resource,
  properties: JsonObject,
  awsEndpoint: string,
): Record<string, string> {
  const given = isObject(properties.Environment) ? properties.Environment.Variables : undefined;
  const variables = Object.entries(isObject(given) ? given : {}).map(([name, value]) => [
    name,
    String(value),
  ]);
  return {
    ...Object.fromEntries(variables),
    AWS_LAMBDA_FUNCTION_NAME: resource.physicalId,
    AWS_REGION: String(pseudoParameters['AWS::Region']),
    // The access key names the function: the endpoint checks each call against its role.
    AWS_ACCESS_KEY_ID: resource.physicalId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: awsEndpoint,
    AWS_ENDPOINT_URL_KMS: awsEndpoint,
    TZ: 'UTC',
  };
}

/** Folder of the asset that the template names by its hash. */
function assetOf(template: Template, properties: JsonObject): string {
  const key = isObject(properties.Code) ? String(properties.Code.S3Key) : '';
  return join(template.folder, `asset.${key.replace('.zip', '')}`);
}

function handlerFile(properties: JsonObject): string {
  const [file] = String(properties.Handler).split('.');
  return `${file}.mjs`;
}

/** On AWS the source maps are left out (they would only slow a cold start); here they make a fault readable. */
export function addSourceMaps(functions: readonly LocalFunction[], root: string): void {
  for (const { name, file } of functions) {
    const built = join(root, 'dist/functions', name.replace(/^.*-stateless-/, ''), 'index.mjs');
    if (!existsSync(`${built}.map`) || !existsSync(file) || existsSync(`${file}.map`)) continue;
    if (!readFileSync(built).equals(readFileSync(file))) continue;
    const map: { sources: string[] } = JSON.parse(readFileSync(`${built}.map`, 'utf8'));
    const sources = map.sources.map((source) => resolve(dirname(built), source));
    writeFileSync(`${file}.map`, JSON.stringify({ ...map, sources }));
  }
}
