import { pseudoParameters, resourceTypes } from './resource-types.ts';
import {
  isObject,
  type Json,
  type JsonObject,
  type Resource,
  type Stack,
  type Template,
} from './template.ts';

/** What a person deploying would give: parameters by name, whatever the stack. */
export interface Given {
  readonly parameters: Readonly<Record<string, string>>;
  /** Values of the secrets, by the physical id of their resource. */
  readonly secretOf: (physicalId: string) => string;
}

/** Resolves values of the template as CloudFormation would. An intrinsic that it does not know fails. */
export interface Resolver {
  readonly value: (stack: string, value: Json) => Json;
  readonly properties: (resource: Resource) => JsonObject;
  readonly arnOf: (resource: Resource) => string;
}

export function createResolver(template: Template, given: Given): Resolver {
  const value = (stackName: string, input: Json): Json => {
    if (typeof input === 'string') return withSecrets(input);
    if (Array.isArray(input)) {
      return input.map((item) => value(stackName, item)).filter((item) => item !== noValue);
    }
    if (!isObject(input)) return input;
    const [only, ...others] = Object.keys(input);
    if (only !== undefined && others.length === 0 && isIntrinsic(only)) {
      return intrinsic(only, input[only] ?? null, stackOf(stackName));
    }
    const resolved = Object.entries(input).map(([key, item]) => [key, value(stackName, item)] as const);
    return Object.fromEntries(resolved.filter(([, item]) => item !== noValue));
  };

  function intrinsic(name: string, argument: Json, stack: Stack): Json {
    const inStack = (input: Json) => value(stack.name, input);
    if (name === 'Ref') return ref(String(argument), stack);
    if (name === 'Fn::GetAtt') return attribute(argument, stack);
    if (name === 'Fn::ImportValue') return imported(String(inStack(argument)));
    if (name === 'Fn::Join' && Array.isArray(argument)) {
      const [separator, parts] = argument;
      const list = inStack(parts ?? null);
      if (!Array.isArray(list)) throw new Error(`Fn::Join of something that is no list in ${stack.name}`);
      return withSecrets(list.join(String(separator)));
    }
    if (name === 'Fn::Sub' && typeof argument === 'string') {
      return argument.replace(/\$\{([^}!]+)\}/g, (_, name: string) => {
        const [id, ...path] = name.split('.');
        return String(path.length > 0 ? attribute([id ?? '', path.join('.')], stack) : ref(name, stack));
      });
    }
    throw new Error(`${stack.name}: the intrinsic ${name} is not known to infra/local/resolve.ts`);
  }

  function ref(id: string, stack: Stack): Json {
    if (id === 'AWS::NoValue') return noValue;
    if (id === 'AWS::StackName') return stack.name;
    const pseudo = pseudoParameters[id];
    if (pseudo !== undefined) return pseudo;
    const resource = stack.resources.get(id);
    if (resource) return resource.type === secretType ? arnOf(resource) : resource.physicalId;
    const parameter = given.parameters[id];
    if (stack.parameters.includes(id) && parameter !== undefined) return parameter;
    throw new Error(`${stack.name}: Ref to ${id}, which has no value here`);
  }

  function attribute(argument: Json, stack: Stack): Json {
    const [id, name] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    const resource = stack.resources.get(id ?? '');
    if (!resource) throw new Error(`${stack.name}: Fn::GetAtt of ${id}, which does not exist`);
    if (name === 'Arn') return arnOf(resource);
    if (name === 'StreamArn') return `${arnOf(resource)}/stream/local`;
    if (resource.type === 'AWS::S3::Bucket') return `${resource.physicalId}.s3.local`;
    if (name === 'Id' && resource.type.startsWith('AWS::CloudFront::')) return resource.physicalId;
    if (name === 'RegionalDomainName' || name === 'DomainName') return `${resource.physicalId}.local`;
    if (name === 'QueueName') return resource.physicalId;
    throw new Error(`${stack.name}: Fn::GetAtt ${id}.${name} is not known to infra/local/resolve.ts`);
  }

  function imported(exported: string): Json {
    for (const stack of template.stacks.values()) {
      for (const output of Object.values(stack.outputs)) {
        if (!isObject(output) || !isObject(output.Export)) continue;
        if (value(stack.name, output.Export.Name ?? null) === exported) {
          return value(stack.name, output.Value ?? null);
        }
      }
    }
    throw new Error(`Fn::ImportValue of ${exported}, which no stack exports`);
  }

  /** `{{resolve:secretsmanager:<arn>:SecretString:::}}` as CloudFormation puts it in at deployment. */
  function withSecrets(text: string): string {
    return text.replace(/\{\{resolve:secretsmanager:(arn:[^}]+?):SecretString:*\}\}/g, (_, arn: string) =>
      given.secretOf(arn.split(':secret:').at(-1) ?? ''),
    );
  }

  function stackOf(name: string): Stack {
    const stack = template.stacks.get(name);
    if (!stack) throw new Error(`No stack ${name}`);
    return stack;
  }

  return {
    value,
    arnOf,
    properties: (resource) => {
      const resolved = value(resource.stack, resource.properties);
      return isObject(resolved) ? resolved : {};
    },
  };
}

const secretType = 'AWS::SecretsManager::Secret';
const noValue = 'AWS::NoValue';

function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');
}

function arnOf(resource: Resource): string {
  const form = resourceTypes[resource.type]?.arn;
  if (!form) throw new Error(`infra/local/resource-types.ts gives ${resource.type} no ARN`);
  return form(resource.physicalId);
}
