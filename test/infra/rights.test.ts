import { beforeAll, describe, expect, it } from 'vitest';
import { functionNames } from '#infra/functions.ts';
import { grants } from '#infra/grants.ts';
import { type JsonObject, resourcesOf } from '#infra/local/template.ts';
import { arrayOf, madeOf, objectOf, type Synthesized, synthesizeRegion } from './synthesized.ts';

let synthesized: Synthesized;
beforeAll(() => {
  synthesized = synthesizeRegion('dalarna');
});

interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: JsonObject;
}

const properties = (type: string) => madeOf(synthesized, type);

function readStatements(document: JsonObject): Statement[] {
  return arrayOf(document.Statement)
    .map(objectOf)
    .filter(({ Effect }) => Effect === 'Allow')
    .map(({ Action, Resource, Condition }) => ({
      actions: arrayOf(Action).map(String),
      resources: arrayOf(Resource).map(String),
      conditions: objectOf(Condition),
    }));
}

/** What the role of a function allows, by the function's name. */
function statementsOf(name: string): Statement[] {
  const { template, resolver } = synthesized;
  const fn = resourcesOf(template, 'AWS::Lambda::Function').find(({ physicalId }) =>
    physicalId.endsWith(`-stateless-${name}`),
  );
  if (!fn) throw new Error(`No function ${name}`);
  const role = String(resolver.properties(fn).Role).split('role/').at(-1);
  return properties('AWS::IAM::Policy')
    .filter(({ has: { Roles } }) => arrayOf(Roles).includes(role ?? ''))
    .flatMap(({ has: { PolicyDocument } }) => readStatements(objectOf(PolicyDocument)));
}

/** `PutItem events`: an action on a table of ours. */
function tableRights(name: string): string[] {
  return statementsOf(name).flatMap(({ actions, resources }) =>
    actions
      .filter((action) => action.startsWith('dynamodb:') && !/Stream|Shard|Records/.test(action))
      .flatMap((action) =>
        resources.map((resource) => {
          const [, table = '', index] = /-stateful-(\w+?)Table\w*(?:\/index\/(\w+))?$/.exec(resource) ?? [];
          return [action.replace('dynamodb:', ''), table.toLowerCase(), index].filter(Boolean).join(' ');
        }),
      ),
  );
}

describe('every role', () => {
  it('names actions and resources, with no wildcard', () => {
    const all = properties('AWS::IAM::Policy').flatMap(({ has: { PolicyDocument } }) =>
      readStatements(objectOf(PolicyDocument)),
    );
    expect(all.length).toBeGreaterThan(20);
    for (const { actions, resources } of all) {
      for (const action of actions) expect(action).toMatch(/^[a-z]+:[A-Za-z]+$/);
      // The streams of one's own log group are the one thing below a resource that AWS names by a star.
      for (const resource of resources) {
        expect(resource.replace(/:log-group:[\w/-]+:\*$/, ''), actions.join()).not.toContain('*');
      }
    }
  });

  it('is no managed policy and belongs to one function', () => {
    const roles = properties('AWS::Lambda::Function').map(({ has }) => String(has.Role));
    expect(new Set(roles).size).toBe(functionNames.length);
    for (const { has } of properties('AWS::IAM::Role')) expect(has.ManagedPolicyArns).toBeUndefined();
  });

  it.each(functionNames)('%s has the table rights of grants.ts and no other', (name) => {
    const granted = Object.entries(grants[name].tables ?? {}).flatMap(([table, rights]) =>
      (rights ?? []).flatMap(({ actions, index }) =>
        actions.map((action) => [action, table, index].filter(Boolean).join(' ')),
      ),
    );
    expect(tableRights(name).sort()).toEqual(granted.sort());
  });

  it.each(functionNames)('%s may open the tables it may touch, through DynamoDB only', (name) => {
    const opens = statementsOf(name).filter(({ conditions }) =>
      JSON.stringify(conditions).includes('dynamodb.'),
    );
    const touches = Object.keys(grants[name].tables ?? {}).length > 0 || grants[name].stream !== undefined;
    const writes = tableRights(name).some((right) => /^(Put|Update|Delete)/.test(right));
    expect(opens).toHaveLength(touches ? 1 : 0);
    expect(opens.some(({ actions }) => actions.includes('kms:Encrypt'))).toBe(writes);
  });
});

describe('what must never be granted', () => {
  it('web holds no right on a table, a key or a stream', () => {
    expect(statementsOf('web').flatMap(({ actions }) => actions)).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ]);
  });

  it('staff’s look-up finds and opens an identity by its number, and can make or change none', () => {
    expect(grants['listed-people'].tables?.identities).toEqual([
      { actions: ['GetItem'], partitions: ['NUMBER#', 'PERSON#'] },
    ]);
    expect(grants['listed-people'].keys).toEqual({
      identityHmac: ['GenerateMac'],
      identitySeal: ['Decrypt'],
    });
  });

  it('roles reach identities of staff alone, and never a person’s', () => {
    expect(grants['staff-roles'].tables?.identities).toEqual([
      { actions: ['GetItem', 'PutItem'], partitions: ['HSA#', 'STAFF#'] },
    ]);
  });

  it('an import finds and enters people by their numbers, and changes and reads nobody else', () => {
    expect(grants['run-imports'].tables?.identities).toEqual([
      { actions: ['GetItem', 'PutItem'], partitions: ['NUMBER#', 'PERSON#'] },
    ]);
    // Who hands a file in reaches no identity: the seal is of the job's own key.
    expect(grants.imports.tables?.identities).toBeUndefined();
  });

  it('only sessions, staff’s look-up, roles and imports touch identities and the identity keys', () => {
    const allowed = ['sessions', 'listed-people', 'staff-roles', 'run-imports'];
    for (const name of functionNames.filter((other) => !allowed.includes(other))) {
      expect(
        tableRights(name).filter((right) => right.includes('identities')),
        name,
      ).toEqual([]);
      const keyed = statementsOf(name).filter(({ actions }) =>
        actions.some((action) => /Mac|Sign/.test(action)),
      );
      expect(keyed, name).toEqual([]);
    }
  });

  it('staff functions see no session but by its token, and no listing of anybody', () => {
    for (const name of ['care-unit-staff', 'region-staff', 'staff-roles'] as const) {
      const reads = (grants[name].tables?.main ?? []).filter(({ actions }) =>
        actions.some((action) => /^(GetItem|BatchGetItem|Query)$/.test(action)),
      );
      const partitions = reads.flatMap((right) => right.partitions ?? ['everything']);
      expect(partitions, name).not.toContain('everything');
      expect(partitions, name).not.toContain('PERSON#');
      expect(grants[name].tables?.sessions, name).toEqual([
        { actions: ['GetItem', 'UpdateItem'], partitions: ['SESSION#'] },
      ]);
    }
  });

  it('sessions reads of the main table who holds which role, and writes nothing there', () => {
    expect(grants.sessions.tables?.main).toEqual([{ actions: ['Query'], partitions: ['STAFF#'] }]);
  });

  it('events are Put only; the sealing worker may also read', () => {
    const rights = new Map(
      functionNames.map((name) => [name, tableRights(name).filter((right) => right.includes('events'))]),
    );
    expect(Object.fromEntries([...rights].filter(([, some]) => some.length > 0))).toEqual({
      'care-unit-staff': ['PutItem events'],
      'region-staff': ['PutItem events'],
      'listed-people': ['PutItem events'],
      'offer-places': ['PutItem events'],
      'remind-caps': ['PutItem events'],
      'run-imports': ['PutItem events'],
      listings: ['PutItem events'],
      'seal-events': ['Query events', 'PutItem events'],
      'staff-roles': ['PutItem events'],
      'settle-listings': ['PutItem events'],
    });
  });

  it('nobody deletes a listing, a unit or an event, or scans anything', () => {
    for (const name of functionNames) {
      expect(
        tableRights(name).filter((right) => /^(DeleteItem events|Scan)/.test(right)),
        name,
      ).toEqual([]);
      // An entry of a waiting list ends; what it was stands in the event.
      const deleting = (grants[name].tables?.main ?? []).filter(({ actions }) =>
        actions.includes('DeleteItem'),
      );
      for (const { partitions } of deleting) expect(partitions, name).toEqual(['WAITING#']);
    }
  });

  it('directory reads the published directory and the policy alone', () => {
    const rights = statementsOf('directory').filter(({ actions }) => actions.includes('dynamodb:GetItem'));
    expect(rights.map(({ conditions }) => conditions)).toEqual(
      ['DIRECTORY', 'REGION'].map((partition) => ({
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [partition] },
      })),
    );
  });

  it('a key policy gives the key to its own account, and to the logs of this service', () => {
    const root = 'arn:aws:iam::000000000000:root';
    for (const { resource, has } of properties('AWS::KMS::Key')) {
      const given = arrayOf(objectOf(has.KeyPolicy).Statement).map(objectOf);
      const [own, ...others] = given;
      // Without this nobody, not even an administrator, could ever change the key again.
      expect(own, resource.logicalId).toMatchObject({ Action: 'kms:*', Principal: { AWS: root } });
      for (const { Action, Principal, Condition } of others) {
        expect(resource.logicalId).toMatch(/^DataKey/);
        expect(arrayOf(Action)).not.toContain('kms:*');
        if (objectOf(Principal).AWS === root) {
          expect(JSON.stringify(Condition)).toContain('"kms:ViaService":"secretsmanager.');
        } else {
          expect(Principal).toEqual({ Service: 'logs.eu-north-1.amazonaws.com' });
          expect(JSON.stringify(Condition)).toContain(':log-group:/listning/');
        }
      }
    }
  });
});
