import type { Capability } from '#contract/route.ts';

/** Values that the template gives a function beside its tables and keys (those follow from `grants.ts`). */
export type Setting = 'PUBLIC_ORIGIN' | 'EDGE_SECRET' | 'REGION' | 'EID_ISSUERS' | 'API_ORIGIN';

export interface FunctionDefinition {
  /** Module that exports `handler`. */
  readonly entry: string;
  /** MB; a Lambda's share of a processor follows its memory. */
  readonly memory: number;
  /** Seconds. The API gives up after 30, so an HTTP function has less. */
  readonly timeout: number;
  /** Instances at most: a rush in one capability must not starve the others. */
  readonly reserved: number;
  readonly settings: readonly Setting[];
}

const http = ['PUBLIC_ORIGIN', 'EDGE_SECRET'] as const;

/** Every function of the service. One a capability; workers have no HTTP. */
export const functions = {
  directory: {
    entry: 'functions/directory/handler.ts',
    memory: 512,
    timeout: 10,
    reserved: 50,
    settings: http,
  },
  sessions: {
    entry: 'functions/sessions/handler.ts',
    memory: 512,
    timeout: 15,
    reserved: 50,
    settings: [...http, 'EID_ISSUERS'],
  },
  listings: {
    entry: 'functions/listings/handler.ts',
    memory: 512,
    timeout: 15,
    reserved: 100,
    settings: http,
  },
  'care-unit-staff': {
    entry: 'functions/care-unit-staff/handler.ts',
    memory: 512,
    timeout: 15,
    reserved: 20,
    settings: http,
  },
  'region-staff': {
    entry: 'functions/region-staff/handler.ts',
    memory: 512,
    timeout: 15,
    reserved: 20,
    settings: http,
  },
  'listed-people': {
    entry: 'functions/listed-people/handler.ts',
    memory: 512,
    timeout: 15,
    reserved: 20,
    settings: http,
  },
  'staff-roles': {
    entry: 'functions/staff-roles/handler.ts',
    memory: 512,
    timeout: 15,
    reserved: 5,
    settings: http,
  },
  imports: {
    entry: 'functions/imports/handler.ts',
    memory: 512,
    timeout: 15,
    reserved: 10,
    settings: http,
  },
  web: {
    entry: 'dist/web/server/entry.mjs',
    memory: 1024,
    timeout: 20,
    reserved: 100,
    settings: ['PUBLIC_ORIGIN', 'EDGE_SECRET', 'REGION', 'API_ORIGIN'],
  },
  'publish-directory': {
    entry: 'functions/workers/publish-directory/handler.ts',
    memory: 1024,
    timeout: 60,
    reserved: 2,
    settings: [],
  },
  'seal-events': {
    entry: 'functions/workers/seal-events/handler.ts',
    memory: 512,
    timeout: 60,
    reserved: 10,
    settings: [],
  },
  'settle-listings': {
    entry: 'functions/workers/settle-listings/handler.ts',
    memory: 512,
    timeout: 300,
    reserved: 1,
    settings: [],
  },
  'offer-places': {
    entry: 'functions/workers/offer-places/handler.ts',
    memory: 512,
    timeout: 300,
    reserved: 2,
    settings: [],
  },
  'remind-caps': {
    entry: 'functions/workers/remind-caps/handler.ts',
    memory: 512,
    timeout: 300,
    reserved: 1,
    settings: [],
  },
  'run-imports': {
    entry: 'functions/workers/run-imports/handler.ts',
    memory: 1024,
    timeout: 120,
    reserved: 2,
    settings: [],
  },
} as const satisfies Record<string, FunctionDefinition> & Record<Capability, FunctionDefinition>;

export type FunctionName = keyof typeof functions;

export function isFunctionName(name: string): name is FunctionName {
  return name in functions;
}

/** In the order of the table above. */
export const functionNames = Object.keys(functions).filter(isFunctionName);
