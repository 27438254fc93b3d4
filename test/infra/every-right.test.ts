import { beforeAll, describe, expect, it } from 'vitest';
import { arrayOf, madeOf, objectOf, type Synthesized, synthesizeRegion } from './synthesized.ts';

let synthesized: Synthesized;
beforeAll(() => {
  synthesized = synthesizeRegion('dalarna');
});

/**
 * Every right in the template, word for word: action, resource, condition. Written by hand, so that a slip in
 * `grants.ts` or in what turns it into statements is not its own proof. A line more or less is a reviewed change.
 */
const rights: Readonly<Record<string, readonly string[]>> = {
  DirectoryRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/directory',
    'dynamodb:GetItem,BatchGetItem on Main of DIRECTORY',
    'dynamodb:GetItem on Main of REGION',
    'kms:Decrypt,DescribeKey on DataKey by dynamodb',
  ],
  SessionsRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/sessions',
    'dynamodb:Query on Main of STAFF#*',
    'dynamodb:GetItem,PutItem,UpdateItem on Identities',
    'dynamodb:GetItem,PutItem,UpdateItem,DeleteItem on Sessions',
    'kms:GenerateMac on IdentityHmacKey',
    'kms:Encrypt,Decrypt on IdentitySealKey',
    'kms:Sign,GetPublicKey on ClientKey',
    'kms:Decrypt,DescribeKey,Encrypt,GenerateDataKey,ReEncryptFrom,ReEncryptTo on DataKey by dynamodb',
  ],
  ListingsRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/listings',
    'dynamodb:GetItem,BatchGetItem on Main',
    'dynamodb:Query,PutItem on Main of PERSON#*',
    'dynamodb:UpdateItem on Main of UNIT#*',
    'dynamodb:Query on Main of ACCESS#*',
    'dynamodb:PutItem,DeleteItem on Main of WAITING#*',
    'dynamodb:PutItem on Events of PERSON#*',
    'dynamodb:GetItem,UpdateItem on Sessions of SESSION#*',
    'kms:Decrypt,DescribeKey,Encrypt,GenerateDataKey,ReEncryptFrom,ReEncryptTo on DataKey by dynamodb',
  ],
  CareUnitStaffRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/care-unit-staff',
    'dynamodb:Query on Main of STAFF#*',
    'dynamodb:Query,PutItem,UpdateItem on Main of UNIT#*',
    'dynamodb:Query,PutItem on Main of ROSTER#*',
    'dynamodb:Query,PutItem on Main of PLANNING#*',
    'dynamodb:GetItem on Main of REGION',
    'dynamodb:PutItem on Main of CAPS',
    'dynamodb:PutItem on Events of UNIT#*',
    'dynamodb:GetItem,UpdateItem on Sessions of SESSION#*',
    'kms:Decrypt,DescribeKey,Encrypt,GenerateDataKey,ReEncryptFrom,ReEncryptTo on DataKey by dynamodb',
  ],
  RegionStaffRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/region-staff',
    'dynamodb:GetItem on Main of DIRECTORY',
    'dynamodb:GetItem,Query,PutItem on Main of REGION',
    'dynamodb:Query on Main of STAFF#*',
    'dynamodb:GetItem,Query on Main of CAPS',
    'dynamodb:GetItem,BatchGetItem,Query,PutItem,UpdateItem on Main of UNIT#*',
    'dynamodb:PutItem on Events of UNIT#*,REGION',
    'dynamodb:GetItem,UpdateItem on Sessions of SESSION#*',
    'kms:Decrypt,DescribeKey,Encrypt,GenerateDataKey,ReEncryptFrom,ReEncryptTo on DataKey by dynamodb',
  ],
  ListedPeopleRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/listed-people',
    'dynamodb:Query on Main of STAFF#*',
    'dynamodb:GetItem,BatchGetItem,Query,PutItem on Main of PERSON#*',
    'dynamodb:GetItem,BatchGetItem,Query,UpdateItem,PutItem on Main of UNIT#*',
    'dynamodb:GetItem,Query,PutItem on Main of EXEMPTIONS#*',
    'dynamodb:BatchGetItem on Main of UNIT#*,PERSON#*,EXEMPTIONS#*',
    'dynamodb:BatchGetItem,PutItem on Main of ACCESS#*,ACCESSOF#*',
    'dynamodb:GetItem on Main of REGION,DIRECTORY',
    'dynamodb:PutItem on Events of PERSON#*,UNIT#*,ACCESS#*',
    'dynamodb:GetItem on Identities of NUMBER#*,PERSON#*',
    'dynamodb:GetItem,UpdateItem on Sessions of SESSION#*',
    'kms:GenerateMac on IdentityHmacKey',
    'kms:Decrypt on IdentitySealKey',
    'kms:Decrypt,DescribeKey,Encrypt,GenerateDataKey,ReEncryptFrom,ReEncryptTo on DataKey by dynamodb',
  ],
  StaffRolesRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/staff-roles',
    'dynamodb:Query,PutItem on Main of STAFF#*,ROLES,ROLEHISTORY#*',
    'dynamodb:GetItem,UpdateItem on Main of REGION',
    'dynamodb:Query on Main of ACCESSOF#*',
    'dynamodb:GetItem on Main of UNIT#*,DIRECTORY',
    'dynamodb:PutItem on Events of REGION',
    'dynamodb:GetItem,PutItem on Identities of HSA#*,STAFF#*',
    'dynamodb:GetItem,UpdateItem on Sessions of SESSION#*',
    'kms:GenerateMac on IdentityHmacKey',
    'kms:Encrypt,Decrypt on IdentitySealKey',
    'kms:Decrypt,DescribeKey,Encrypt,GenerateDataKey,ReEncryptFrom,ReEncryptTo on DataKey by dynamodb',
  ],
  ImportsRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/imports',
    'dynamodb:Query on Main of STAFF#*,UNIT#*,REGION',
    'dynamodb:GetItem on Main of REGION',
    'dynamodb:GetItem,UpdateItem on Sessions of SESSION#*',
    'dynamodb:GetItem,PutItem,DeleteItem on Sessions of IMPORTTOKEN#*',
    'dynamodb:GetItem,BatchGetItem,Query,PutItem,UpdateItem on Jobs',
    'kms:Encrypt,Decrypt on IdentitySealKey',
    'kms:Decrypt,DescribeKey,Encrypt,GenerateDataKey,ReEncryptFrom,ReEncryptTo on DataKey by dynamodb',
  ],
  WebRole: ['logs:CreateLogStream,PutLogEvents on /listning/dalarna/web'],
  PublishDirectoryRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/publish-directory',
    'dynamodb:GetItem on Main of DIRECTORY,REGION',
    'dynamodb:Query on Main of UNIT#*,REGION',
    'dynamodb:PutItem on Main of DIRECTORY',
    'dynamodb:DescribeStream,GetRecords,GetShardIterator,ListStreams on Main stream',
    'kms:Decrypt,DescribeKey,Encrypt,GenerateDataKey,ReEncryptFrom,ReEncryptTo on DataKey by dynamodb',
    'sqs:SendMessage on StreamsDeadLetters',
    'kms:GenerateDataKey,Decrypt on DataKey by sqs',
  ],
  SealEventsRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/seal-events',
    'dynamodb:Query on Events of SEAL#*',
    'dynamodb:PutItem on Events of SEAL#*,PERSON#*,ACCESS#*,UNIT#*,REGION',
    'dynamodb:DescribeStream,GetRecords,GetShardIterator,ListStreams on Events stream',
    'kms:Decrypt,DescribeKey,Encrypt,GenerateDataKey,ReEncryptFrom,ReEncryptTo on DataKey by dynamodb',
    'sqs:SendMessage on StreamsDeadLetters',
    'kms:GenerateDataKey,Decrypt on DataKey by sqs',
  ],
  SettleListingsRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/settle-listings',
    'dynamodb:Query on Main index effective',
    'dynamodb:GetItem,PutItem on Main of PERSON#*',
    'dynamodb:UpdateItem on Main of UNIT#*',
    'dynamodb:PutItem,DeleteItem on Main of WAITING#*',
    'dynamodb:PutItem on Events of PERSON#*',
    'kms:Decrypt,DescribeKey,Encrypt,GenerateDataKey,ReEncryptFrom,ReEncryptTo on DataKey by dynamodb',
  ],
  OfferPlacesRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/offer-places',
    'dynamodb:GetItem on Main of REGION,UNIT#*,PERSON#*,WAITING#*',
    'dynamodb:Query on Main of REGION,WAITING#*',
    'dynamodb:PutItem on Main of PERSON#*,WAITING#*',
    'dynamodb:DeleteItem on Main of WAITING#*',
    'dynamodb:UpdateItem on Main of UNIT#*',
    'dynamodb:PutItem on Events of PERSON#*',
    'dynamodb:DescribeStream,GetRecords,GetShardIterator,ListStreams on Main stream',
    'kms:Decrypt,DescribeKey,Encrypt,GenerateDataKey,ReEncryptFrom,ReEncryptTo on DataKey by dynamodb',
    'sqs:SendMessage on StreamsDeadLetters',
    'kms:GenerateDataKey,Decrypt on DataKey by sqs',
  ],
  RemindCapsRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/remind-caps',
    'dynamodb:Query on Main of UNIT#*,REGION',
    'dynamodb:PutItem on Main of UNIT#*,CAPS',
    'dynamodb:PutItem on Events of UNIT#*',
    'kms:Decrypt,DescribeKey,Encrypt,GenerateDataKey,ReEncryptFrom,ReEncryptTo on DataKey by dynamodb',
  ],
  RunImportsRole: [
    'logs:CreateLogStream,PutLogEvents on /listning/dalarna/run-imports',
    'dynamodb:GetItem,BatchGetItem,Query,PutItem,UpdateItem on Main of UNIT#*',
    'dynamodb:GetItem,BatchGetItem,PutItem on Main of PERSON#*',
    'dynamodb:Query,PutItem on Main of ROSTER#*',
    'dynamodb:Query,PutItem on Main of REGION',
    'dynamodb:PutItem on Events of UNIT#*,PERSON#*',
    'dynamodb:GetItem,PutItem on Identities of NUMBER#*,PERSON#*',
    'dynamodb:GetItem,Query,PutItem,UpdateItem,DeleteItem on Jobs',
    'kms:GenerateMac on IdentityHmacKey',
    'kms:Encrypt,Decrypt on IdentitySealKey',
    'dynamodb:DescribeStream,GetRecords,GetShardIterator,ListStreams on Jobs stream',
    'kms:Decrypt,DescribeKey,Encrypt,GenerateDataKey,ReEncryptFrom,ReEncryptTo on DataKey by dynamodb',
    'sqs:SendMessage on StreamsDeadLetters',
    'kms:GenerateDataKey,Decrypt on DataKey by sqs',
  ],
  SchedulesRole: [
    'lambda:InvokeFunction on settle-listings, remind-caps, offer-places, publish-directory',
    'sqs:SendMessage on SchedulesDeadLetters',
    'kms:GenerateDataKey,Decrypt on DataKey by sqs',
  ],
};

/** A logical id without the CDK's hash. */
const plain = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, '');

/** A resource by the name that this file uses for it; the whole address where it has none, which no line here has. */
function nameOf(arn: string): string {
  const key = madeOf(synthesized, 'AWS::KMS::Key').find(({ resource }) =>
    arn.endsWith(`:key/${resource.physicalId}`),
  );
  if (key) return plain(key.resource.logicalId);
  return arn
    .replace(/^arn:aws:dynamodb:.*-stateful-(\w+)Table\w+?(?=\/|$)/, '$1')
    .replace(/\/stream\/.*$/, ' stream')
    .replace(/\/index\/(\w+)$/, ' index $1')
    .replace(/^arn:aws:logs:.*:log-group:([\w/-]+):\*$/, '$1')
    .replace(/^arn:aws:sqs:.*-stateless-(\w+?)[0-9A-F]{8}$/, '$1')
    .replace(/^arn:aws:lambda:.*-stateless-([\w-]+)$/, '$1');
}

/** A condition as ` of PARTITIONS` or ` by SERVICE`; any other in full. */
function conditionOf(condition: unknown): string {
  const text = JSON.stringify(condition ?? {});
  if (text === '{}') return '';
  const partitions = /^{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":\[([^\]]*)\]}}$/.exec(text)?.[1];
  if (partitions !== undefined) return ` of ${partitions.replaceAll('"', '')}`;
  const service = /^{"StringEquals":{"kms:ViaService":"(\w+)\.eu-north-1\.amazonaws\.com"}}$/.exec(text)?.[1];
  return service === undefined ? ` where ${text}` : ` by ${service}`;
}

function told(): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { has } of madeOf(synthesized, 'AWS::IAM::Policy')) {
    const roles = arrayOf(has.Roles).map((role) => plain(String(role).split('-').at(-1) ?? ''));
    for (const statement of arrayOf(objectOf(has.PolicyDocument).Statement).map(objectOf)) {
      const { Effect, Action, Resource, Condition, Sid: _, ...others } = statement;
      const actions = arrayOf(Action).map(String);
      const service = actions[0]?.split(':')[0] ?? '';
      const verbs = actions.map((action) => action.replace(`${service}:`, '')).join();
      const line = `${service}:${verbs} on ${arrayOf(Resource).map(String).map(nameOf).join(', ')}${conditionOf(Condition)}`;
      // `NotAction`, `NotResource`, a denial: nothing of the kind is in use, and none may slip in unread.
      const odd =
        Effect === 'Allow' && Object.keys(others).length === 0
          ? ''
          : ` ${JSON.stringify({ Effect, ...others })}`;
      found[roles.join(' and ')] = [...(found[roles.join(' and ')] ?? []), line + odd];
    }
  }
  return found;
}

describe('every right of every role', () => {
  it('is one of these, and all of these are there', () => {
    expect(told()).toEqual(rights);
  });

  it('is in a policy of its own role, which its own service alone may take on', () => {
    const roles = madeOf(synthesized, 'AWS::IAM::Role');
    expect(roles.map(({ resource }) => plain(resource.logicalId)).sort()).toEqual(Object.keys(rights).sort());
    for (const { resource, has } of roles) {
      expect(has.Policies, resource.logicalId).toBeUndefined();
      expect(has.ManagedPolicyArns, resource.logicalId).toBeUndefined();
      const service = resource.logicalId.startsWith('SchedulesRole') ? 'scheduler' : 'lambda';
      const trusted = arrayOf(objectOf(has.AssumeRolePolicyDocument).Statement).map(objectOf);
      expect(trusted.map(({ Action, Principal }) => [Action, Principal])).toEqual([
        ['sts:AssumeRole', { Service: `${service}.amazonaws.com` }],
      ]);
    }
    for (const type of [
      'AWS::IAM::ManagedPolicy',
      'AWS::IAM::UserPolicy',
      'AWS::IAM::User',
      'AWS::IAM::Group',
    ]) {
      expect(madeOf(synthesized, type)).toEqual([]);
    }
  });
});
