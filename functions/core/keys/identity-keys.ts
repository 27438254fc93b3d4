import { DecryptCommand, EncryptCommand, GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { openKms } from './open-kms.ts';

/** What a sealed identity holds. It is opened only where a name or a number is truly needed. */
export interface SealedFacts {
  /** Canonical, twelve digits. */
  readonly number: string;
  readonly name?: string;
}

/** What a sealed identity of staff holds. */
export interface SealedStaffFacts {
  /** Lower case. */
  readonly hsaId: string;
  readonly name: string;
}

/** The two keys of the identities table (ADR 1, ADR 9): neither leaves KMS. */
export interface IdentityKeys {
  /** A number's pointer: base64url of its HMAC-SHA-256. Whoever steals the table cannot try all numbers. */
  readonly pointerOf: (canonicalNumber: string) => Promise<string>;
  /**
   * A member of staff's pointer, of the lower-cased HSA-id. What is hashed begins with the kind of id, so that no number
   * can ever be taken for one.
   */
  readonly pointerOfHsaId: (hsaId: string) => Promise<string>;
  readonly sealStaff: (facts: SealedStaffFacts, staffMemberId: string) => Promise<Uint8Array>;
  readonly unsealStaff: (sealed: Uint8Array, staffMemberId: string) => Promise<SealedStaffFacts>;
  /** Encrypts, bound to the person: moved to another person's item it cannot be opened. */
  readonly seal: (facts: SealedFacts, personId: string) => Promise<Uint8Array>;
  readonly unseal: (sealed: Uint8Array, personId: string) => Promise<SealedFacts>;
}

export interface IdentityKeyIds {
  readonly KMS_IDENTITY_HMAC: string;
  readonly KMS_IDENTITY_SEAL: string;
}

/** The identity keys by their ids; `kms` is for those who run outside a function. */
export function openIdentityKeys(ids: IdentityKeyIds, kms: () => KMSClient = openKms): IdentityKeys {
  const hash = async (text: string) => {
    const { Mac } = await kms().send(
      new GenerateMacCommand({
        KeyId: ids.KMS_IDENTITY_HMAC,
        MacAlgorithm: 'HMAC_SHA_256',
        Message: Buffer.from(text, 'utf8'),
      }),
    );
    return Buffer.from(present(Mac)).toString('base64url');
  };
  const encrypt = async (facts: object, context: Record<string, string>) => {
    const { CiphertextBlob } = await kms().send(
      new EncryptCommand({
        KeyId: ids.KMS_IDENTITY_SEAL,
        EncryptionContext: context,
        Plaintext: Buffer.from(JSON.stringify(facts), 'utf8'),
      }),
    );
    return present(CiphertextBlob);
  };
  const decrypt = async (sealed: Uint8Array, context: Record<string, string>) => {
    const { Plaintext } = await kms().send(
      new DecryptCommand({
        KeyId: ids.KMS_IDENTITY_SEAL,
        EncryptionContext: context,
        CiphertextBlob: sealed,
      }),
    );
    return JSON.parse(Buffer.from(present(Plaintext)).toString('utf8'));
  };
  return {
    pointerOf: hash,
    pointerOfHsaId: (hsaId) => hash(`hsa:${hsaId.toLowerCase()}`),
    seal: (facts, personId) => encrypt(facts, { personId }),
    sealStaff: (facts, staffMemberId) => encrypt(facts, { staffMemberId }),
    unseal: (sealed, personId) => decrypt(sealed, { personId }),
    unsealStaff: (sealed, staffMemberId) => decrypt(sealed, { staffMemberId }),
  };
}

function present(bytes: Uint8Array | undefined): Uint8Array {
  if (!bytes) throw new Error('KMS answered without the bytes asked for');
  return bytes;
}
