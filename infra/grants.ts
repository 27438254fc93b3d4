/**
 * Every right of every function, on one screen. The stacks turn this table into one role a function; what is not
 * here is refused, on AWS and by `npm start` alike. No wildcard in an action or a resource.
 *
 * Reading: function → table or key → actions. `partitions` narrows a right to partition keys that begin so.
 * A right on a table brings the right to have it decrypted by DynamoDB; a stream, the right to read that stream.
 */
import type { FunctionName } from './functions.ts';

export type TableName = 'main' | 'events' | 'identities' | 'sessions' | 'jobs';
export type KeyName = 'identityHmac' | 'identitySeal' | 'client';

export type TableAction = 'BatchGetItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';
export type KeyAction = 'Decrypt' | 'Encrypt' | 'GenerateMac' | 'GetPublicKey' | 'Sign';

export interface TableGrant {
  readonly actions: readonly TableAction[];
  /** Beginnings of the partition keys that may be touched; absent: all. */
  readonly partitions?: readonly string[];
  /** Queries an index instead of the table. */
  readonly index?: string;
}

export interface Grant {
  readonly tables?: { readonly [T in TableName]?: readonly TableGrant[] };
  readonly keys?: { readonly [K in KeyName]?: readonly KeyAction[] };
  readonly stream?: TableName;
}

export const grants: Readonly<Record<FunctionName, Grant>> = {
  directory: {
    tables: {
      main: [
        { actions: ['GetItem', 'BatchGetItem'], partitions: ['DIRECTORY'] },
        // The policy; what else stands there are the ids of the units.
        { actions: ['GetItem'], partitions: ['REGION'] },
      ],
    },
  },
  sessions: {
    tables: {
      // Whether somebody is staff, and in which roles: nothing else of the table.
      main: [{ actions: ['Query'], partitions: ['STAFF#'] }],
      identities: [{ actions: ['GetItem', 'PutItem', 'UpdateItem'] }],
      sessions: [{ actions: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] }],
    },
    keys: {
      identityHmac: ['GenerateMac'],
      identitySeal: ['Encrypt', 'Decrypt'],
      client: ['Sign', 'GetPublicKey'],
    },
  },
  listings: {
    tables: {
      main: [
        { actions: ['GetItem', 'BatchGetItem'] },
        { actions: ['Query', 'PutItem'], partitions: ['PERSON#'] },
        { actions: ['UpdateItem'], partitions: ['UNIT#'] },
        // Who has seen one's data.
        { actions: ['Query'], partitions: ['ACCESS#'] },
        // Joining a waiting list and leaving it.
        { actions: ['PutItem', 'DeleteItem'], partitions: ['WAITING#'] },
      ],
      events: [{ actions: ['PutItem'], partitions: ['PERSON#'] }],
      // Using the service moves the session's idle limit; the update never makes a session.
      sessions: [{ actions: ['GetItem', 'UpdateItem'], partitions: ['SESSION#'] }],
    },
  },
  'care-unit-staff': {
    tables: {
      main: [
        // One's own roles: asked anew at each call, so that an ended one ends at once.
        { actions: ['Query'], partitions: ['STAFF#'] },
        // The roster: read with the unit, changed in one transaction; its history stands beside it.
        { actions: ['Query', 'PutItem', 'UpdateItem'], partitions: ['UNIT#'] },
        { actions: ['Query', 'PutItem'], partitions: ['ROSTER#'] },
        // Planning scenarios.
        { actions: ['Query', 'PutItem'], partitions: ['PLANNING#'] },
        { actions: ['GetItem'], partitions: ['REGION'] },
        // An application for a cap stands in the region's work list.
        { actions: ['PutItem'], partitions: ['CAPS'] },
      ],
      events: [{ actions: ['PutItem'], partitions: ['UNIT#'] }],
      sessions: [{ actions: ['GetItem', 'UpdateItem'], partitions: ['SESSION#'] }],
    },
  },
  'region-staff': {
    tables: {
      main: [
        { actions: ['GetItem'], partitions: ['DIRECTORY'] },
        // The policy, the decisions that change it, and the ids of the units.
        { actions: ['GetItem', 'Query', 'PutItem'], partitions: ['REGION'] },
        { actions: ['Query'], partitions: ['STAFF#'] },
        // The work list of applications for caps, and the decisions on them at the units.
        { actions: ['GetItem', 'Query'], partitions: ['CAPS'] },
        { actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], partitions: ['UNIT#'] },
      ],
      events: [{ actions: ['PutItem'], partitions: ['UNIT#', 'REGION'] }],
      sessions: [{ actions: ['GetItem', 'UpdateItem'], partitions: ['SESSION#'] }],
    },
  },
  // The one place where staff see people: each look is written in the access log before it is answered.
  'listed-people': {
    tables: {
      main: [
        { actions: ['Query'], partitions: ['STAFF#'] },
        { actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'], partitions: ['PERSON#'] },
        { actions: ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem', 'PutItem'], partitions: ['UNIT#'] },
        // Who may be listed past a cap: registered at the unit, and on the person.
        { actions: ['GetItem', 'Query', 'PutItem'], partitions: ['EXEMPTIONS#'] },
        // Unit, person and registration are read at one moment, by one call: so by one right.
        { actions: ['BatchGetItem'], partitions: ['UNIT#', 'PERSON#', 'EXEMPTIONS#'] },
        { actions: ['BatchGetItem', 'PutItem'], partitions: ['ACCESS#', 'ACCESSOF#'] },
        { actions: ['GetItem'], partitions: ['REGION', 'DIRECTORY'] },
      ],
      events: [{ actions: ['PutItem'], partitions: ['PERSON#', 'UNIT#', 'ACCESS#'] }],
      identities: [{ actions: ['GetItem'], partitions: ['NUMBER#', 'PERSON#'] }],
      // The purpose and the count of look-ups stand on the session.
      sessions: [{ actions: ['GetItem', 'UpdateItem'], partitions: ['SESSION#'] }],
    },
    keys: { identityHmac: ['GenerateMac'], identitySeal: ['Decrypt'] },
  },
  'staff-roles': {
    tables: {
      main: [
        // Roles: one's own at each call, somebody's, all of them; given and ended, with a history of their own.
        { actions: ['Query', 'PutItem'], partitions: ['STAFF#', 'ROLES', 'ROLEHISTORY#'] },
        // Each act moves the head of the region's chain, which stands on the policy.
        { actions: ['GetItem', 'UpdateItem'], partitions: ['REGION'] },
        // The log auditor's reading of who saw whose data, by unit and day; never by person.
        { actions: ['Query'], partitions: ['ACCESSOF#'] },
        // Names of units.
        { actions: ['GetItem'], partitions: ['UNIT#', 'DIRECTORY'] },
      ],
      events: [{ actions: ['PutItem'], partitions: ['REGION'] }],
      // Of staff alone: a person's identity cannot be reached.
      identities: [{ actions: ['GetItem', 'PutItem'], partitions: ['HSA#', 'STAFF#'] }],
      sessions: [{ actions: ['GetItem', 'UpdateItem'], partitions: ['SESSION#'] }],
    },
    keys: { identityHmac: ['GenerateMac'], identitySeal: ['Encrypt', 'Decrypt'] },
  },
  imports: {
    tables: {
      main: [
        // Units with their rosters are exported: `REGION` lists them. No person and no listing is under either.
        { actions: ['Query'], partitions: ['STAFF#', 'UNIT#', 'REGION'] },
        { actions: ['GetItem'], partitions: ['REGION'] },
      ],
      // The import-only token of a member of staff, and whether the session that it was issued in still is.
      sessions: [
        { actions: ['GetItem', 'UpdateItem'], partitions: ['SESSION#'] },
        { actions: ['GetItem', 'PutItem', 'DeleteItem'], partitions: ['IMPORTTOKEN#'] },
      ],
      jobs: [{ actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'] }],
    },
    // The data key of a job, not a person: numbers and names in an uploaded file are sealed by it.
    keys: { identitySeal: ['Encrypt', 'Decrypt'] },
  },
  web: {},
  'publish-directory': {
    tables: {
      main: [
        { actions: ['GetItem'], partitions: ['DIRECTORY', 'REGION'] },
        { actions: ['Query'], partitions: ['UNIT#', 'REGION'] },
        { actions: ['PutItem'], partitions: ['DIRECTORY'] },
      ],
    },
    stream: 'main',
  },
  'seal-events': {
    tables: {
      events: [
        { actions: ['Query'], partitions: ['SEAL#'] },
        { actions: ['PutItem'], partitions: ['SEAL#', 'PERSON#', 'ACCESS#', 'UNIT#', 'REGION'] },
      ],
    },
    stream: 'events',
  },
  'settle-listings': {
    tables: {
      main: [
        { actions: ['Query'], index: 'effective' },
        { actions: ['GetItem', 'PutItem'], partitions: ['PERSON#'] },
        { actions: ['UpdateItem'], partitions: ['UNIT#'] },
        // Offers that nobody answered in time end by the same clock.
        { actions: ['PutItem', 'DeleteItem'], partitions: ['WAITING#'] },
      ],
      events: [{ actions: ['PutItem'], partitions: ['PERSON#'] }],
    },
  },
  'offer-places': {
    tables: {
      main: [
        { actions: ['GetItem'], partitions: ['REGION', 'UNIT#', 'PERSON#', 'WAITING#'] },
        { actions: ['Query'], partitions: ['REGION', 'WAITING#'] },
        { actions: ['PutItem'], partitions: ['PERSON#', 'WAITING#'] },
        { actions: ['DeleteItem'], partitions: ['WAITING#'] },
        { actions: ['UpdateItem'], partitions: ['UNIT#'] },
      ],
      events: [{ actions: ['PutItem'], partitions: ['PERSON#'] }],
    },
    stream: 'main',
  },
  'remind-caps': {
    tables: {
      main: [
        { actions: ['Query'], partitions: ['UNIT#', 'REGION'] },
        { actions: ['PutItem'], partitions: ['UNIT#', 'CAPS'] },
      ],
      events: [{ actions: ['PutItem'], partitions: ['UNIT#'] }],
    },
  },
  'run-imports': {
    tables: {
      main: [
        { actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], partitions: ['UNIT#'] },
        { actions: ['GetItem', 'BatchGetItem', 'PutItem'], partitions: ['PERSON#'] },
        { actions: ['Query', 'PutItem'], partitions: ['ROSTER#'] },
        { actions: ['Query', 'PutItem'], partitions: ['REGION'] },
      ],
      events: [{ actions: ['PutItem'], partitions: ['UNIT#', 'PERSON#'] }],
      // Whom a number in the file belongs to; a person who is new is entered.
      identities: [{ actions: ['GetItem', 'PutItem'], partitions: ['NUMBER#', 'PERSON#'] }],
      jobs: [{ actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] }],
    },
    keys: { identityHmac: ['GenerateMac'], identitySeal: ['Encrypt', 'Decrypt'] },
    stream: 'jobs',
  },
};
