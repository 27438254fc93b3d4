import type { Region } from '#contract/region.ts';
import { type FunctionName, functions, type Setting } from './functions.ts';
import { grants, type KeyName, type TableName } from './grants.ts';
import type { StatefulStack } from './stacks/stateful-stack.ts';

/** Names of the variables that tell a function its tables and keys. */
export const tableVariables: Readonly<Record<TableName, string>> = {
  main: 'TABLE_MAIN',
  events: 'TABLE_EVENTS',
  identities: 'TABLE_IDENTITIES',
  sessions: 'TABLE_SESSIONS',
  jobs: 'TABLE_JOBS',
};
export const keyVariables: Readonly<Record<KeyName, string>> = {
  identityHmac: 'KMS_IDENTITY_HMAC',
  identitySeal: 'KMS_IDENTITY_SEAL',
  client: 'KMS_CLIENT',
};

export type SettingValues = Readonly<Record<Setting, string>>;

/** Only what the function uses: its settings, the tables it has a right on, the keys it has a right on. */
export function environmentOf(
  name: FunctionName,
  stateful: StatefulStack,
  values: SettingValues,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const setting of functions[name].settings) environment[setting] = values[setting];
  const { tables = {}, keys = {} } = grants[name];
  for (const [table, variable] of entries(tableVariables)) {
    if (tables[table]) environment[variable] = stateful.tables[table].tableName;
  }
  for (const [key, variable] of entries(keyVariables)) {
    if (keys[key]) environment[variable] = stateful.keys[key].keyArn;
  }
  return environment;
}

/** The region file as the functions get it. */
export function regionSetting(region: Region): string {
  return JSON.stringify(region);
}

function entries<K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] {
  return Object.entries(record) as [K, V][];
}
