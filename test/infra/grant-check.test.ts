import { beforeAll, describe, expect, it } from 'vitest';
import { askedOf } from '#infra/local/asked-of-aws.ts';
import { createGrantCheck, type GrantCheck, matches } from '#infra/local/grant-check.ts';
import { type JsonObject, resourcesOf } from '#infra/local/template.ts';
import { type Synthesized, synthesizeRegion } from './synthesized.ts';

let synthesized: Synthesized;
let check: GrantCheck;
beforeAll(() => {
  synthesized = synthesizeRegion('dalarna');
  check = createGrantCheck(synthesized.template, synthesized.resolver);
});

const prefix = (service: string) => `arn:aws:${service}:eu-north-1:000000000000`;
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'X' } });
const main = () => nameOf('AWS::DynamoDB::Table', 'MainTable');
const events = () => nameOf('AWS::DynamoDB::Table', 'EventsTable');

function nameOf(type: string, start: string): string {
  const found = resourcesOf(synthesized.template, type).find(({ logicalId }) => logicalId.startsWith(start));
  if (!found) throw new Error(`No ${start}`);
  return found.physicalId;
}

/** What AWS would say to a function that asks for this; undefined: go ahead. */
function answer(functionName: string, operation: string, body: JsonObject): string | undefined {
  const target = operation.includes('.') ? operation : `DynamoDB_20120810.${operation}`;
  return check(`listning-dalarna-stateless-${functionName}`, askedOf(target, body, prefix));
}

describe('a function on this machine', () => {
  it('may do what its role allows', () => {
    expect(answer('listings', 'GetItem', { TableName: main(), Key: key('PERSON#a') })).toBeUndefined();
    expect(answer('directory', 'GetItem', { TableName: main(), Key: key('DIRECTORY') })).toBeUndefined();
    expect(
      answer('settle-listings', 'Query', {
        TableName: main(),
        IndexName: 'effective',
        KeyConditionExpression: '#p = :p',
      }),
    ).toBeUndefined();
  });

  it('is refused another action, another table and a function without any right', () => {
    expect(answer('listings', 'Scan', { TableName: main() })).toMatch(
      /not authorized to perform: dynamodb:Scan/,
    );
    expect(answer('directory', 'GetItem', { TableName: events(), Key: key('DIRECTORY') })).toMatch(
      /EventsTable/,
    );
    expect(answer('web', 'GetItem', { TableName: main(), Key: key('DIRECTORY') })).toMatch(
      /^listning-dalarna/,
    );
    expect(check('somebody else', [{ action: 'dynamodb:GetItem', resource: 'x' }])).toMatch(/^somebody else/);
  });

  it('is refused another partition, and the refusal does not say whose', () => {
    const refused = answer('directory', 'BatchGetItem', {
      RequestItems: { [main()]: { Keys: [key('DIRECTORY'), key('PERSON#abcdef')] } },
    });
    expect(refused).toMatch(/partition keys DIRECTORY, PERSON\)/);
    expect(refused).not.toContain('abcdef');
    const query = {
      TableName: main(),
      KeyConditionExpression: '#p = :p',
      ExpressionAttributeNames: { '#p': 'pk' },
    };
    const values = (pk: string) => ({ ExpressionAttributeValues: { ':p': { S: pk } } });
    expect(answer('listings', 'Query', { ...query, ...values('PERSON#a') })).toBeUndefined();
    expect(answer('listings', 'Query', { ...query, ...values('REGION') })).toMatch(/dynamodb:Query/);
  });

  it('is checked on each write of a transaction', () => {
    const put = (table: string, pk: string) => ({ Put: { TableName: table, Item: key(pk) } });
    const update = { Update: { TableName: main(), Key: key('UNIT#a') } };
    const transact = (items: JsonObject[]) =>
      answer('listings', 'TransactWriteItems', { TransactItems: items });
    expect(transact([put(main(), 'PERSON#a'), update, put(events(), 'PERSON#a')])).toBeUndefined();
    expect(
      transact([put(main(), 'PERSON#a'), { Delete: { TableName: events(), Key: key('PERSON#a') } }]),
    ).toMatch(/dynamodb:DeleteItem/);
    expect(transact([put(main(), 'REGION')])).toMatch(/dynamodb:PutItem/);
  });

  it('is refused a key that is not its own, and what only DynamoDB may do for it', () => {
    const hmac = `${prefix('kms')}:key/${nameOf('AWS::KMS::Key', 'IdentityHmacKey')}`;
    const data = nameOf('AWS::KMS::Key', 'DataKey');
    expect(answer('sessions', 'TrentService.GenerateMac', { KeyId: hmac })).toBeUndefined();
    expect(answer('sessions', 'TrentService.VerifyMac', { KeyId: hmac })).toMatch(/kms:VerifyMac/);
    expect(answer('listings', 'TrentService.GenerateMac', { KeyId: hmac })).toMatch(/kms:GenerateMac/);
    expect(answer('listings', 'TrentService.Decrypt', { KeyId: data })).toMatch(/kms:Decrypt/);
  });
});

describe('a pattern of IAM', () => {
  it.each([
    ['PERSON#*', 'PERSON#a', true],
    ['PERSON#*', 'XPERSON#a', false],
    ['DIRECTORY', 'DIRECTORY', true],
    ['a.c', 'abc', false],
    ['/_assets/*', '/_assets/a/b.css', true],
  ])('%s, %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });
});
