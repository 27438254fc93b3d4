import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { Resolver } from './resolve.ts';
import { isObject, type JsonObject, resourcesOf, type Template } from './template.ts';

/** A client of the real DynamoDB Local, past the check of grants: for the runtime, the seeding and tests. */
export function openDynamodb(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

/**
 * Creates the template's tables with their indexes, streams and times to live; a table that is there (kept on disk) is
 * left as it is. Returns the ARN of each table's stream by the table's name.
 */
export async function createTables(
  client: DynamoDBClient,
  template: Template,
  resolver: Resolver,
): Promise<ReadonlyMap<string, string>> {
  const streams = new Map<string, string>();
  for (const resource of resourcesOf(template, 'AWS::DynamoDB::Table')) {
    const name = resource.physicalId;
    const properties = resolver.properties(resource);
    const known = await client.send(new DescribeTableCommand({ TableName: name })).catch((error: Error) => {
      if (error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    });
    const table =
      known?.Table ??
      (await client.send(new CreateTableCommand(tableInput(name, properties)))).TableDescription;
    const attribute = isObject(properties.TimeToLiveSpecification)
      ? properties.TimeToLiveSpecification.AttributeName
      : undefined;
    if (!known && attribute) {
      const TimeToLiveSpecification = { AttributeName: String(attribute), Enabled: true };
      await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
    }
    if (table?.LatestStreamArn) streams.set(name, table.LatestStreamArn);
  }
  return streams;
}

/** CloudFormation and the API name these alike; only the stream is said otherwise. */
function tableInput(name: string, properties: JsonObject): CreateTableCommandInput {
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification } = properties;
  const shape = {
    AttributeDefinitions,
    KeySchema,
    GlobalSecondaryIndexes,
  } as unknown as CreateTableCommandInput;
  const view = isObject(StreamSpecification) ? StreamSpecification.StreamViewType : undefined;
  return {
    ...shape,
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    ...(view !== undefined && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: view as 'KEYS_ONLY' | 'NEW_IMAGE' },
    }),
  };
}
