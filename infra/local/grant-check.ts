import type { Resolver } from './resolve.ts';
import { isObject, type Json, type JsonObject, resourcesOf, type Template } from './template.ts';

/** Something a function asks of AWS: an action on a resource, and the partition keys it touches. */
export interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly leadingKeys?: readonly string[];
}

interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** What was refused, in the words of AWS; undefined when the role of that function allows it. */
export type GrantCheck = (functionName: string, asked: readonly Asked[]) => string | undefined;

/** Reads the roles of the template. Only `Allow` statements are known; a `Deny` would fail the start. */
export function createGrantCheck(template: Template, resolver: Resolver): GrantCheck {
  const statements = new Map<string, Statement[]>();
  for (const policy of resourcesOf(template, 'AWS::IAM::Policy')) {
    const { Roles, PolicyDocument } = resolver.properties(policy);
    const read = list(isObject(PolicyDocument) ? PolicyDocument.Statement : undefined).map(readStatement);
    for (const role of list(Roles).map(String)) {
      statements.set(role, [...(statements.get(role) ?? []), ...read]);
    }
  }
  const roles = new Map<string, string>();
  for (const fn of resourcesOf(template, 'AWS::Lambda::Function')) {
    roles.set(fn.physicalId, String(resolver.properties(fn).Role).split('role/').at(-1) ?? '');
  }
  return (functionName, asked) => {
    const role = roles.get(functionName);
    const allowed = statements.get(role ?? '') ?? [];
    const refused = asked.find((one) => !allowed.some((statement) => allows(statement, one)));
    if (!refused) return undefined;
    const keys = refused.leadingKeys ? ` (partition keys ${refused.leadingKeys.map(kindOf).join(', ')})` : '';
    return `${functionName} is not authorized to perform: ${refused.action} on resource: ${refused.resource}${keys}`;
  };
}

function readStatement(value: Json): Statement {
  const statement: JsonObject = isObject(value) ? value : {};
  if (statement.Effect !== 'Allow' || statement.NotAction || statement.NotResource) {
    throw new Error('infra/local/grant-check.ts knows Allow with Action and Resource only');
  }
  const conditions = Object.entries(isObject(statement.Condition) ? statement.Condition : {}).flatMap(
    ([operator, keys]) =>
      Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => ({
        operator,
        key,
        values: list(values).map(String),
      })),
  );
  return {
    actions: list(statement.Action).map(String),
    resources: list(statement.Resource).map(String),
    conditions,
  };
}

function allows({ actions, resources, conditions }: Statement, asked: Asked): boolean {
  return (
    actions.some((action) => matches(action, asked.action)) &&
    resources.some((resource) => matches(resource, asked.resource)) &&
    conditions.every((condition) => holds(condition, asked))
  );
}

function holds({ operator, key, values }: Condition, asked: Asked): boolean {
  // Rights that AWS uses in the function's name; the function itself never asks for them.
  if (key === 'kms:ViaService') return false;
  if (operator === 'ForAllValues:StringLike' && key === 'dynamodb:LeadingKeys') {
    return (asked.leadingKeys ?? []).every((leading) => values.some((value) => matches(value, leading)));
  }
  throw new Error(`infra/local/grant-check.ts does not know the condition ${operator} ${key}`);
}

/** Like IAM: `*` is any number of characters, everything else stands for itself. */
export function matches(pattern: string, text: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(text);
}

/** A refusal is printed: it names the kind of item, never whose. */
function kindOf(leadingKey: string): string {
  return leadingKey.split('#')[0] ?? '';
}

function list(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
