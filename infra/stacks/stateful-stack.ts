import { ArnFormat, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { KeyName, TableName } from '#infra/grants.ts';

const pk = { name: 'pk', type: AttributeType.STRING };
const sk = { name: 'sk', type: AttributeType.STRING };

/** What must outlive every deployment: tables, keys, the secret between edge and API (ADR 1, 2, 9). */
export class StatefulStack extends Stack {
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly keys: Readonly<Record<KeyName, Key>>;
  /** Encrypts tables, logs and dead letters. */
  readonly dataKey: Key;
  /** What CloudFront adds to each request and `http` verifies. */
  readonly edgeSecret: Secret;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.dataKey = this.createDataKey();
    this.keys = this.createIdentityKeys();
    this.tables = this.createTables();
    for (const table of ['main', 'events'] as const) {
      new CfnOutput(this, `${table}TableName`, {
        description: `TABLE_${table.toUpperCase()} of npm run region`,
        value: this.tables[table].tableName,
      });
    }
    this.edgeSecret = new Secret(this, 'EdgeSecret', {
      description: 'Header x-origin-secret: shows that a request came by CloudFront or the web function',
      encryptionKey: this.dataKey,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
  }

  private createDataKey(): Key {
    const key = new Key(this, 'DataKey', {
      description: 'Tables, logs, dead letters and the edge secret at rest',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const logGroups = this.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: '/listning/*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogGroupsOfThisService',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal(`logs.${this.region}.amazonaws.com`)],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
          'kms:GenerateDataKey',
        ],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
      }),
    );
    return key;
  }

  private createIdentityKeys(): Record<KeyName, Key> {
    const kept = { removalPolicy: RemovalPolicy.RETAIN, pendingWindow: Duration.days(30) };
    return {
      identityHmac: new Key(this, 'IdentityHmacKey', {
        ...kept,
        description: 'Identity number to pointer. Not rotated: that would orphan every number (ADR 9)',
        keySpec: KeySpec.HMAC_256,
        keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      }),
      identitySeal: new Key(this, 'IdentitySealKey', {
        ...kept,
        description: 'Seals number and name, bound to the person id',
        enableKeyRotation: true,
      }),
      client: new Key(this, 'ClientKey', {
        ...kept,
        description: 'Signs the client assertions to the e-ID providers (ES256)',
        keySpec: KeySpec.ECC_NIST_P256,
        keyUsage: KeyUsage.SIGN_VERIFY,
      }),
    };
  }

  private createTables(): Record<TableName, Table> {
    const shared = {
      partitionKey: pk,
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.dataKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    } as const satisfies TableProps;
    const main = new Table(this, 'MainTable', {
      ...shared,
      sortKey: sk,
      timeToLiveAttribute: 'expiresAt',
      stream: StreamViewType.KEYS_ONLY,
    });
    // Sparse: `duePartition` stands on a listing only while a choice is pending. Sixteen shards a date, no counters.
    main.addGlobalSecondaryIndex({
      indexName: 'effective',
      partitionKey: { name: 'duePartition', type: AttributeType.STRING },
      sortKey: { name: 'personId', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    return {
      main,
      events: new Table(this, 'EventsTable', { ...shared, sortKey: sk, stream: StreamViewType.NEW_IMAGE }),
      identities: new Table(this, 'IdentitiesTable', shared),
      sessions: new Table(this, 'SessionsTable', { ...shared, timeToLiveAttribute: 'expiresAt' }),
      // Long work, done a part at a time: a job's head is what wakes its worker (ADR 17).
      jobs: new Table(this, 'JobsTable', {
        ...shared,
        sortKey: sk,
        timeToLiveAttribute: 'expiresAt',
        stream: StreamViewType.KEYS_ONLY,
      }),
    };
  }
}
