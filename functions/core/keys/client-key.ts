import { createHash, createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { openKms } from './open-kms.ts';

/** A public key as RFC 7517 writes it, with its thumbprint (RFC 7638) as id. */
export interface PublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'ES256';
}

/** The key that this client proves itself with to the e-ID providers (`private_key_jwt`, ES256). */
export interface ClientKey {
  /** A compact JWS of the claims; the private key stays in KMS. */
  readonly signJwt: (claims: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly publicJwk: () => Promise<PublicJwk>;
}

/** The client key by its id. The public half is read once per instance: it cannot change under one id. */
export function openClientKey(keyId: string, kms: () => KMSClient = openKms): ClientKey {
  let known: Promise<PublicJwk> | undefined;
  const publicJwk = () => {
    known ??= readPublicJwk(kms(), keyId).catch((error) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    publicJwk,
    signJwt: async (claims) => {
      const { kid } = await publicJwk();
      const signed = [{ alg: 'ES256', typ: 'JWT', kid }, claims]
        .map((part) => Buffer.from(JSON.stringify(part), 'utf8').toString('base64url'))
        .join('.');
      const { Signature } = await kms().send(
        new SignCommand({
          KeyId: keyId,
          SigningAlgorithm: 'ECDSA_SHA_256',
          MessageType: 'RAW',
          Message: Buffer.from(signed, 'ascii'),
        }),
      );
      if (!Signature) throw new Error('KMS answered without a signature');
      return `${signed}.${fromDer(Signature).toString('base64url')}`;
    },
  };
}

async function readPublicJwk(kms: KMSClient, keyId: string): Promise<PublicJwk> {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (!PublicKey) throw new Error('KMS answered without a public key');
  const { kty, crv, x, y } = createPublicKey({
    key: Buffer.from(PublicKey),
    format: 'der',
    type: 'spki',
  }).export({ format: 'jwk' });
  if (kty !== 'EC' || crv !== 'P-256' || !x || !y) throw new Error('The client key is not on P-256');
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
  return { kty, crv, x, y, kid, use: 'sig', alg: 'ES256' };
}

/**
 * KMS signs as DER (SEQUENCE of the INTEGERs r and s); JOSE wants r and s side by side, 32 bytes each
 * (RFC 7518 section 3.4).
 */
export function fromDer(der: Uint8Array): Buffer {
  const first = readInteger(der, 2);
  const second = readInteger(der, first.end);
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || second.end !== der.length) throw malformed();
  return Buffer.concat([first.value, second.value]);
}

function readInteger(der: Uint8Array, at: number): { value: Buffer; end: number } {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  if (der[at] !== 0x02 || length < 1 || end > der.length) throw malformed();
  const digits = Buffer.from(der.subarray(at + 2, end));
  const unsigned = digits.length === 33 && digits[0] === 0 ? digits.subarray(1) : digits;
  if (unsigned.length > 32) throw malformed();
  return { value: Buffer.concat([Buffer.alloc(32 - unsigned.length), unsigned]), end };
}

function malformed(): Error {
  return new Error('Not a DER signature on P-256');
}
