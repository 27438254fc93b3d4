import { KMSClient } from '@aws-sdk/client-kms';

let client: KMSClient | undefined;

/** The KMS client of this function, made at first use: most requests need no key. */
export function openKms(): KMSClient {
  client ??= new KMSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
  });
  return client;
}
