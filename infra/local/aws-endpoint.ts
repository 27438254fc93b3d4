import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { askedOf } from './asked-of-aws.ts';
import type { GrantCheck } from './grant-check.ts';
import { type Listening, listen, readBody } from './listen.ts';
import { pseudoParameters } from './resource-types.ts';

export interface AwsEndpointOptions {
  readonly check: GrantCheck;
  /** Where DynamoDB Local and the KMS endpoint really are. */
  readonly dynamodb: string;
  readonly kms: string;
  readonly onRefused: (line: string) => void;
}

/**
 * The endpoint that functions know as DynamoDB and KMS. The access key id of a request names the function (each got
 * its own); what its role does not allow is answered as AWS does, and never reaches the store.
 */
export async function startAwsEndpoint({
  check,
  dynamodb,
  kms,
  onRefused,
}: AwsEndpointOptions): Promise<Listening> {
  const agent = new Agent({ keepAlive: true });
  const arnPrefix = (service: string) =>
    `arn:aws:${service}:${pseudoParameters['AWS::Region']}:${pseudoParameters['AWS::AccountId']}`;

  const listening = await listen(async (incoming, outgoing) => {
    const body = await readBody(incoming);
    const target = String(incoming.headers['x-amz-target']);
    const functionName = /Credential=([^/]+)\//.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
    const refusal = check(functionName, askedOf(target, JSON.parse(body.toString('utf8')), arnPrefix));
    if (refusal !== undefined) {
      onRefused(refusal);
      refuse(outgoing, refusal);
    } else {
      forward(incoming, outgoing, body, target.startsWith('TrentService') ? kms : dynamodb, agent);
    }
  });
  return {
    ...listening,
    stop: async () => {
      agent.destroy();
      await listening.stop();
    },
  };
}

function refuse(outgoing: ServerResponse, message: string): void {
  outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  outgoing.end(
    JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', Message: message }),
  );
}

function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body: Buffer,
  to: string,
  agent: Agent,
): void {
  const headers = { ...incoming.headers };
  delete headers.host;
  delete headers.connection;
  // DynamoDB Local takes letters and digits only as an access key, and verifies no signature.
  headers.authorization = (headers.authorization ?? '').replace(/Credential=[^/]+\//, 'Credential=local/');
  const onward = request(to, { method: 'POST', headers, agent }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  onward.end(body);
}
