import type { Region } from '#contract/region.ts';

/** What the web function is told at deployment. Nothing here is shown on a page but the region. */
export interface WebEnvironment {
  readonly apiOrigin: string;
  readonly publicOrigin: string;
  readonly edgeSecret: string;
  readonly region: Region;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

let parsed: WebEnvironment | undefined;

/** The environment, read at the first request and kept. The template wrote `REGION` from a checked file. */
export function environment(): WebEnvironment {
  if (!parsed) {
    const region: Region = JSON.parse(required('REGION'));
    parsed = {
      apiOrigin: required('API_ORIGIN'),
      publicOrigin: required('PUBLIC_ORIGIN'),
      edgeSecret: required('EDGE_SECRET'),
      region,
    };
  }
  return parsed;
}
