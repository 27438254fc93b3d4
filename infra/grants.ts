/**
 * Every right of every function, on one screen. The stacks turn this table into one role a function; what is not
 * here is refused, on AWS and by `npm start` alike. No wildcard in an action or a resource.
 *
 * Reading: function → table or key → actions. `partitions` narrows a right to partition keys that begin so.
 * A right on a table brings the right to have it decrypted by DynamoDB; a stream, the right to read that stream.
 */
import type { FunctionName } from './functions.ts';

export type TableName = 'main' | 'events' | 'identities' | 'sessions';
export type KeyName = 'identityHmac' | 'identitySeal' | 'client';

export type TableAction =
  | 'BatchGetItem'
  | 'ConditionCheckItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'UpdateItem';
export type KeyAction = 'Decrypt' | 'Encrypt' | 'GenerateMac' | 'GetPublicKey' | 'Sign';

export interface TableGrant {
  readonly actions: readonly TableAction[];
  /** Indexes that may be queried. */
  readonly indexes?: readonly string[];
  /** Beginnings of the partition keys that may be touched; absent: all. */
  readonly partitions?: readonly string[];
}

export interface Grant {
  readonly tables?: { readonly [T in TableName]?: TableGrant };
  readonly keys?: { readonly [K in KeyName]?: readonly KeyAction[] };
  readonly stream?: TableName;
}

export const grants: Readonly<Record<FunctionName, Grant>> = {
  directory: {
    tables: { main: { actions: ['GetItem', 'BatchGetItem'], partitions: ['DIRECTORY'] } },
  },
  sessions: {
    tables: {
      identities: { actions: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'] },
      sessions: { actions: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] },
    },
    keys: {
      identityHmac: ['GenerateMac'],
      identitySeal: ['Encrypt', 'Decrypt'],
      client: ['Sign', 'GetPublicKey'],
    },
  },
  listings: {
    tables: {
      main: { actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
      events: { actions: ['PutItem'] },
      sessions: { actions: ['GetItem', 'UpdateItem'] },
    },
  },
  web: {},
  'publish-directory': {
    tables: {
      main: {
        actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
        partitions: ['UNIT#', 'DIRECTORY', 'REGION'],
      },
    },
    stream: 'main',
  },
  'seal-events': {
    tables: { events: { actions: ['Query', 'GetItem', 'PutItem'] } },
    stream: 'events',
  },
  'settle-listings': {
    tables: {
      main: {
        actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
        indexes: ['effective'],
      },
      events: { actions: ['PutItem'] },
    },
  },
};
