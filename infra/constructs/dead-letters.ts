import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Where what could not be done is kept for two weeks. Holds positions and payloads without personal data. */
export function createDeadLetters(scope: Construct, id: string, dataKey: IKey): Queue {
  return new Queue(scope, id, {
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: dataKey,
    retentionPeriod: Duration.days(14),
    enforceSSL: true,
  });
}
