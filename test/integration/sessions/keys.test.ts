import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startKmsEndpoint } from '#infra/local/kms-endpoint.ts';
import type { Listening } from '#infra/local/listen.ts';
import { fromDer, openClientKey } from '#keys/client-key.ts';
import { openIdentityKeys } from '#keys/identity-keys.ts';

const ids = { KMS_IDENTITY_HMAC: 'hmac', KMS_IDENTITY_SEAL: 'arn:aws:kms:eu-north-1:000000000000:key/seal' };
const folder = mkdtempSync(join(tmpdir(), 'keys-'));
const file = join(folder, 'keys.json');
let endpoint: Listening;
let client: KMSClient;

const start = async () => {
  endpoint = await startKmsEndpoint({
    keys: [
      { id: 'hmac', kind: 'mac' },
      { id: 'seal', kind: 'seal' },
      { id: 'client', kind: 'sign' },
    ],
    file,
  });
  client = new KMSClient({
    endpoint: endpoint.url,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
};
const stop = async () => {
  client.destroy();
  await endpoint.stop();
};
beforeAll(start);
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

const identityKeys = () => openIdentityKeys(ids, () => client);
const person = 'abcdefghjkmnpqrstvwxyz0123';

test('a number has one pointer, another number another, and neither tells the number', async () => {
  const [a, again, b] = await Promise.all(
    ['199001012385', '199001012385', '199001032391'].map((number) => identityKeys().pointerOf(number)),
  );
  expect(a).toBe(again);
  expect(a).not.toBe(b);
  expect(a).toMatch(/^[\w-]{43}$/);
});

test('what is sealed for a person opens for that person only', async () => {
  const facts = { number: '199001012385', name: 'Åsa Öberg' };
  const sealed = await identityKeys().seal(facts, person);
  expect(Buffer.from(sealed).includes('199001012385')).toBe(false);
  expect(await identityKeys().unseal(sealed, person)).toEqual(facts);
  await expect(identityKeys().unseal(sealed, 'zzzzdefghjkmnpqrstvwxyz012')).rejects.toThrow(
    'InvalidCiphertext',
  );
  const changed = Uint8Array.from(sealed, (byte, index) => (index === sealed.length - 1 ? byte ^ 1 : byte));
  await expect(identityKeys().unseal(changed, person)).rejects.toThrow('InvalidCiphertext');
});

test('the client signs with a key whose public half it tells', async () => {
  const key = openClientKey('client', () => client);
  const jwk = await key.publicJwk();
  for (let turn = 0; turn < 20; turn += 1) {
    const jwt = await key.signJwt({ iss: 'me', turn });
    const [header = '', payload = '', signature = ''] = jwt.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      alg: 'ES256',
      typ: 'JWT',
      kid: jwk.kid,
    });
    const publicKey = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const signed = Buffer.from(`${header}.${payload}`);
    const raw = Buffer.from(signature, 'base64url');
    expect(raw).toHaveLength(64);
    expect(verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, raw)).toBe(true);
  }
});

test('a signature whose numbers are short or have a sign byte keeps its 64 bytes', () => {
  const short = Buffer.from([0x30, 0x09, 0x02, 0x01, 0x05, 0x02, 0x04, 0x00, 0xff, 0x01, 0x02]);
  const raw = fromDer(short);
  expect(raw.subarray(0, 32)).toEqual(Buffer.concat([Buffer.alloc(31), Buffer.from([5])]));
  expect(raw.subarray(32)).toEqual(Buffer.concat([Buffer.alloc(28), Buffer.from([0, 0xff, 1, 2])]));
  for (const broken of [[], [0x30, 0x00], [0x30, 0x03, 0x02, 0x05, 0x01], [...short, 0x00]]) {
    expect(() => fromDer(Uint8Array.from(broken))).toThrow('Not a DER signature');
  }
});

test('keys of another kind, unknown keys and unknown operations are refused as KMS refuses them', async () => {
  const wrongKind = openIdentityKeys({ ...ids, KMS_IDENTITY_HMAC: 'seal' }, () => client);
  await expect(wrongKind.pointerOf('1')).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  const unknown = openIdentityKeys({ ...ids, KMS_IDENTITY_HMAC: 'nowhere' }, () => client);
  await expect(unknown.pointerOf('1')).rejects.toMatchObject({ name: 'NotFoundException' });
  const tooLong = identityKeys().seal({ number: '1', name: 'x'.repeat(5000) }, person);
  await expect(tooLong).rejects.toMatchObject({ name: 'ValidationException' });
  const headers = { 'x-amz-target': 'TrentService.ScheduleKeyDeletion' };
  const answer = await fetch(endpoint.url, { method: 'POST', headers, body: '{}' });
  expect([answer.status, await answer.json()]).toEqual([
    400,
    { __type: 'UnknownOperationException', message: 'UnknownOperationException' },
  ]);
});

test('keys that are kept in a file open after a restart what was sealed before', async () => {
  const sealed = await identityKeys().seal({ number: '199001012385' }, person);
  const pointer = await identityKeys().pointerOf('199001012385');
  await stop();
  await start();
  expect(await identityKeys().unseal(sealed, person)).toEqual({ number: '199001012385' });
  expect(await identityKeys().pointerOf('199001012385')).toBe(pointer);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toEqual(['hmac', 'seal', 'client']);
});
