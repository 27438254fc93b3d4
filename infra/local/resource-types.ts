/**
 * What `npm start` does with each type of resource in the template: runs it, or leaves it inert and why. A type that
 * is not here fails the start, so that nothing in the template is silently without effect on this machine.
 */
export interface ResourceType {
  readonly here: 'runs' | 'inert';
  readonly how: string;
  /** Service part of its ARN, where something refers to one. */
  readonly arn?: (id: string) => string;
}

const region = 'eu-north-1';
const account = '000000000000';
const arn = (service: string, path: string) => `arn:aws:${service}:${region}:${account}:${path}`;

export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::ApiGatewayV2::Api': { here: 'runs', how: 'gateway.ts' },
  'AWS::ApiGatewayV2::ApiMapping': { here: 'inert', how: 'one API, one loopback port' },
  'AWS::ApiGatewayV2::DomainName': {
    here: 'inert',
    how: 'a loopback port stands for the domain; no certificate',
  },
  'AWS::ApiGatewayV2::Integration': { here: 'runs', how: 'gateway.ts' },
  'AWS::ApiGatewayV2::Route': { here: 'runs', how: 'gateway.ts' },
  'AWS::ApiGatewayV2::Stage': { here: 'inert', how: 'no throttling and no access log on one machine' },
  'AWS::CloudFront::CachePolicy': { here: 'inert', how: 'nothing is cached: what one changes, one sees' },
  'AWS::CloudFront::Distribution': { here: 'runs', how: 'edge.ts' },
  'AWS::CloudFront::OriginAccessControl': { here: 'inert', how: 'files are read from dist/web/client' },
  'AWS::CloudFront::ResponseHeadersPolicy': { here: 'runs', how: 'edge.ts' },
  'AWS::CloudWatch::Alarm': { here: 'inert', how: 'no metrics here; a fault is printed' },
  'AWS::DynamoDB::Table': {
    here: 'runs',
    how: 'tables.ts; neither backups nor encryption',
    arn: (id) => arn('dynamodb', `table/${id}`),
  },
  'AWS::IAM::Policy': { here: 'runs', how: 'grant-check.ts' },
  'AWS::IAM::Role': {
    here: 'runs',
    how: 'grant-check.ts',
    arn: (id) => `arn:aws:iam::${account}:role/${id}`,
  },
  'AWS::KMS::Key': {
    here: 'runs',
    how: 'kms-endpoint.ts; key policies are not looked at',
    arn: (id) => arn('kms', `key/${id}`),
  },
  'AWS::Lambda::EventSourceMapping': { here: 'runs', how: 'streams.ts' },
  'AWS::Lambda::Function': {
    here: 'runs',
    how: 'function-pool.ts',
    arn: (id) => arn('lambda', `function:${id}`),
  },
  'AWS::Lambda::Permission': { here: 'inert', how: 'only the gateway calls functions here' },
  'AWS::Logs::LogGroup': {
    here: 'inert',
    how: 'lines are printed',
    arn: (id) => arn('logs', `log-group:${id}:*`),
  },
  'AWS::S3::Bucket': {
    here: 'runs',
    how: 'edge.ts serves dist/web/client',
    arn: (id) => `arn:aws:s3:::${id}`,
  },
  'AWS::S3::BucketPolicy': { here: 'inert', how: 'files are read from dist/web/client' },
  'AWS::SQS::Queue': {
    here: 'inert',
    how: 'work that is given up is printed',
    arn: (id) => arn('sqs', id),
  },
  'AWS::SQS::QueuePolicy': { here: 'inert', how: 'see the queue' },
  'AWS::Scheduler::Schedule': { here: 'runs', how: 'schedules.ts' },
  'AWS::Scheduler::ScheduleGroup': { here: 'inert', how: 'a name only' },
  'AWS::SecretsManager::Secret': {
    here: 'runs',
    how: 'a new random value at each start',
    arn: (id) => arn('secretsmanager', `secret:${id}`),
  },
  'AWS::WAFv2::WebACL': { here: 'inert', how: 'no firewall before a loopback port' },
};

/** Pseudo parameters of every stack on this machine. */
export const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::URLSuffix': 'amazonaws.com',
};
