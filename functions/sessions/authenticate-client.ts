import { randomUUID } from 'node:crypto';
import type { ClientAuth } from 'openid-client';
import type { ClientKey } from '#keys/client-key.ts';

/** Seconds that an assertion lives: it is used at once. */
const lifetime = 60;

/**
 * `private_key_jwt` (RFC 7523) with a key that KMS holds: each call of the token endpoint carries a new
 * assertion. Its audience is the issuer, which every provider accepts and no other takes for itself.
 */
export function authenticateClient(clientKey: ClientKey): ClientAuth {
  return async (server, client, body) => {
    const now = Math.floor(Date.now() / 1000);
    body.set('client_id', client.client_id);
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    body.set(
      'client_assertion',
      await clientKey.signJwt({
        iss: client.client_id,
        sub: client.client_id,
        aud: server.issuer,
        jti: randomUUID(),
        iat: now,
        nbf: now,
        exp: now + lifetime,
      }),
    );
  };
}
