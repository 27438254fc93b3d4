import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type KeyKind, type KeyMaterial, makeKey, Refused, runOperation } from './kms-operations.ts';
import { type Listening, listen, readBody } from './listen.ts';

export interface KmsEndpointOptions {
  /** The keys of the template by their ids. */
  readonly keys: readonly { readonly id: string; readonly kind: KeyKind }[];
  /** Where the keys are kept, so that what was sealed before can be opened after a restart; absent: in memory. */
  readonly file?: string | undefined;
  readonly port?: number;
}

/**
 * Answers as KMS does the five operations that the functions use, over keys of this machine. It checks no right:
 * the endpoint before it does (`aws-endpoint.ts`).
 */
export async function startKmsEndpoint({ keys, file, port }: KmsEndpointOptions): Promise<Listening> {
  const materials = openKeys(keys, file);
  return listen(async (incoming, outgoing) => {
    const answer = await answerOf(incoming.headers['x-amz-target'], materials, await readBody(incoming));
    outgoing.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
    outgoing.end(JSON.stringify(answer.body));
  }, port);
}

async function answerOf(
  target: string | string[] | undefined,
  materials: ReadonlyMap<string, KeyMaterial>,
  body: Buffer,
): Promise<{ status: number; body: object }> {
  try {
    const input: unknown = JSON.parse(body.toString('utf8'));
    if (typeof input !== 'object' || input === null) throw new Refused('SerializationException');
    return { status: 200, body: runOperation(String(target), { ...input }, materials) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { status: 400, body: { __type: error.type, message: error.type } };
  }
}

/** The keys from the file where it has them; new ones for the rest, kept there too. */
function openKeys(keys: KmsEndpointOptions['keys'], file: string | undefined): Map<string, KeyMaterial> {
  const stored: Record<string, KeyMaterial> =
    file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const materials = new Map(
    keys.map(({ id, kind }) => [id, stored[id]?.kind === kind ? stored[id] : makeKey(kind)]),
  );
  if (file) {
    mkdirSync(dirname(file), { recursive: true });
    const all = { ...stored, ...Object.fromEntries(materials) };
    writeFileSync(file, JSON.stringify(all), { mode: 0o600 });
  }
  return materials;
}
