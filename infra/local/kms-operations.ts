import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';

/** `mac`: HMAC_256; `seal`: symmetric; `sign`: ECC_NIST_P256. */
export type KeyKind = 'mac' | 'seal' | 'sign';

/** A key of this machine; `secret` is base64: 32 random bytes, or a private key as PKCS 8. */
export interface KeyMaterial {
  readonly kind: KeyKind;
  readonly secret: string;
}

/** What KMS would answer with status 400, by its type. */
export class Refused extends Error {
  readonly type: string;
  constructor(type: string) {
    super(type);
    this.type = type;
  }
}

type Input = Readonly<Record<string, unknown>>;
type Operation = (input: Input, key: KeyMaterial, keyId: string) => Record<string, unknown>;

export function makeKey(kind: KeyKind): KeyMaterial {
  if (kind !== 'sign') return { kind, secret: randomBytes(32).toString('base64') };
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { kind, secret: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') };
}

/** Runs an operation, named as in the header `X-Amz-Target`. */
export function runOperation(
  target: string,
  input: Input,
  keys: ReadonlyMap<string, KeyMaterial>,
): Record<string, unknown> {
  const [, name = ''] = /^TrentService\.(\w+)$/.exec(target) ?? [];
  const found = operations[name];
  if (!found) throw new Refused('UnknownOperationException');
  const keyId = text(input, 'KeyId').split('key/').at(-1) ?? '';
  const key = keys.get(keyId);
  if (!key) throw new Refused('NotFoundException');
  if (key.kind !== found.kind) throw new Refused('InvalidKeyUsageException');
  return { KeyId: keyId, ...found.run(input, key, keyId) };
}

const generateMac: Operation = (input, key) => {
  expect(input, 'MacAlgorithm', 'HMAC_SHA_256');
  const mac = createHmac('sha256', Buffer.from(key.secret, 'base64')).update(bytes(input, 'Message'));
  return { MacAlgorithm: 'HMAC_SHA_256', Mac: mac.digest('base64') };
};

/** AES-256-GCM; the encryption context is authenticated beside the text, as in KMS. Blob: nonce, tag, text. */
const encrypt: Operation = (input, key, keyId) => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key.secret, 'base64'), nonce);
  cipher.setAAD(boundTo(input, keyId));
  const sealed = Buffer.concat([cipher.update(bytes(input, 'Plaintext')), cipher.final()]);
  const blob = Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  return { CiphertextBlob: blob.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
};

const decrypt: Operation = (input, key, keyId) => {
  const blob = bytes(input, 'CiphertextBlob', 8192);
  const [nonce, tag, sealed] = [blob.subarray(0, 12), blob.subarray(12, 28), blob.subarray(28)];
  try {
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key.secret, 'base64'), nonce, {
      authTagLength: 16,
    });
    decipher.setAAD(boundTo(input, keyId));
    decipher.setAuthTag(tag);
    const plain = Buffer.concat([decipher.update(sealed), decipher.final()]);
    return { Plaintext: plain.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
  } catch {
    throw new Refused('InvalidCiphertextException');
  }
};

const signMessage: Operation = (input, key) => {
  expect(input, 'SigningAlgorithm', 'ECDSA_SHA_256');
  expect(input, 'MessageType', 'RAW');
  const signature = sign('sha256', bytes(input, 'Message'), privateKeyOf(key));
  return { Signature: signature.toString('base64'), SigningAlgorithm: 'ECDSA_SHA_256' };
};

const getPublicKey: Operation = (_input, key) => ({
  PublicKey: createPublicKey(privateKeyOf(key)).export({ format: 'der', type: 'spki' }).toString('base64'),
  KeySpec: 'ECC_NIST_P256',
  KeyUsage: 'SIGN_VERIFY',
  SigningAlgorithms: ['ECDSA_SHA_256'],
});

const operations: Readonly<Record<string, { readonly kind: KeyKind; readonly run: Operation }>> = {
  GenerateMac: { kind: 'mac', run: generateMac },
  Encrypt: { kind: 'seal', run: encrypt },
  Decrypt: { kind: 'seal', run: decrypt },
  Sign: { kind: 'sign', run: signMessage },
  GetPublicKey: { kind: 'sign', run: getPublicKey },
};

function privateKeyOf({ secret }: KeyMaterial) {
  return createPrivateKey({ key: Buffer.from(secret, 'base64'), format: 'der', type: 'pkcs8' });
}

/** The key and the encryption context, in one form whatever the order of its pairs. */
function boundTo({ EncryptionContext: context }: Input, keyId: string): Buffer {
  const pairs = typeof context === 'object' && context !== null ? Object.entries(context) : [];
  return Buffer.from(JSON.stringify([keyId, pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))]));
}

function text(input: Input, name: string): string {
  const value = input[name];
  if (typeof value !== 'string') throw new Refused('ValidationException');
  return value;
}

/** KMS takes at most 4096 bytes to seal, sign or hash. */
function bytes(input: Input, name: string, most = 4096): Buffer {
  const value = Buffer.from(text(input, name), 'base64');
  if (value.length === 0 || value.length > most) throw new Refused('ValidationException');
  return value;
}

function expect(input: Input, name: string, value: string): void {
  if (input[name] !== value) throw new Refused('ValidationException');
}
