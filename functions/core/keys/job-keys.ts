import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import { openKms } from './open-kms.ts';

/** A data key of one job, and the same sealed by KMS: what may be stored beside the job. */
export interface JobKey {
  readonly key: Uint8Array;
  readonly sealed: Uint8Array;
}

/**
 * Data keys of jobs. What people uploaded can hold numbers and names, and is far past what KMS seals itself; so each
 * job has a key of its own, which KMS seals bound to the job. Once the sealed key is gone, so is all that it sealed.
 */
export interface JobKeys {
  readonly newKey: (jobId: string) => Promise<JobKey>;
  readonly openKey: (sealed: Uint8Array, jobId: string) => Promise<JobKey>;
}

export function openJobKeys(keyId: string, kms: () => KMSClient = openKms): JobKeys {
  const EncryptionContext = (jobId: string) => ({ jobId });
  return {
    newKey: async (jobId) => {
      const key = randomBytes(32);
      const { CiphertextBlob } = await kms().send(
        new EncryptCommand({ KeyId: keyId, EncryptionContext: EncryptionContext(jobId), Plaintext: key }),
      );
      return { key, sealed: present(CiphertextBlob) };
    },
    openKey: async (sealed, jobId) => {
      const { Plaintext } = await kms().send(
        new DecryptCommand({
          KeyId: keyId,
          EncryptionContext: EncryptionContext(jobId),
          CiphertextBlob: sealed,
        }),
      );
      return { key: present(Plaintext), sealed };
    },
  };
}

/** AES-256-GCM, bound to the place it is stored at: moved to another it cannot be opened. Nonce, tag, text. */
export function sealBytes({ key }: JobKey, place: string, bytes: Uint8Array): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(place, 'utf8'));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws where the bytes were not sealed by this key at this place, or were changed since. */
export function openBytes({ key }: JobKey, place: string, sealed: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(place, 'utf8'));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}

function present(bytes: Uint8Array | undefined): Uint8Array {
  if (!bytes) throw new Error('KMS answered without the bytes asked for');
  return bytes;
}
