import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { listen, readBody } from '#infra/local/listen.ts';

/** What a hostile provider does differently from an honest one, one login at a time. */
export interface Misbehaviour {
  /** Claims of the ID token, as they are to be sent; `undefined` leaves one out. */
  readonly claims?: (honest: Record<string, unknown>) => Record<string, unknown>;
  readonly header?: (honest: Record<string, unknown>) => Record<string, unknown>;
  /** The compact token as it is to be sent. */
  readonly token?: (jwt: string) => string;
  readonly signature?: 'foreign-key' | 'none' | 'hmac-of-public-key';
  /** The answer of the token endpoint. */
  readonly tokenAnswer?: (honest: Record<string, unknown>) => TokenAnswer;
  readonly discovery?: (honest: Record<string, unknown>) => Record<string, unknown>;
}
export type TokenAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string }
  | 'hang-up';

export interface HostileProvider {
  readonly issuer: string;
  /** Set before a login's callback; honest again when set to nothing. */
  misbehave(how: Misbehaviour): void;
  /** Answers a question as the person would have made it answer: gives the query that our callback gets. */
  consent(question: URL): Record<string, string>;
  /** Requests of the token endpoint so far. */
  readonly tokenRequests: readonly URLSearchParams[];
  stop(): Promise<void>;
}

interface Code {
  readonly nonce: string;
  readonly challenge: string;
  used: boolean;
}

const number = 'https://id.oidc.se/claim/personalIdentityNumber';
const keyId = 'hostile-1';

/** An OpenID provider that keeps to the protocol until it is told not to. */
export async function startHostileProvider(
  acr: string,
  identity: Readonly<Record<string, string>> = { [number]: '199001012385' },
): Promise<HostileProvider> {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicJwk = { ...own.publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'ES256', use: 'sig' };
  const codes = new Map<string, Code>();
  const tokenRequests: URLSearchParams[] = [];
  let how: Misbehaviour = {};

  const server = await listen(async (incoming, outgoing) => {
    const send = (status: number, body: string, headers: Readonly<Record<string, string>> = {}) =>
      outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    const { pathname } = new URL(incoming.url ?? '/', server.url);
    if (pathname === '/.well-known/openid-configuration') {
      send(200, JSON.stringify(how.discovery?.(describe(server.url)) ?? describe(server.url)));
    } else if (pathname === '/jwks') send(200, JSON.stringify({ keys: [publicJwk] }));
    else if (pathname === '/token') {
      const form = new URLSearchParams((await readBody(incoming)).toString('utf8'));
      tokenRequests.push(form);
      const answer = answerToken(form);
      if (answer === 'hang-up') incoming.socket.destroy();
      else send(answer.status, answer.body, answer.headers);
    } else send(404, '{}');
  });

  function answerToken(form: URLSearchParams): TokenAnswer {
    const code = codes.get(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!code || code.used || code.challenge !== challenge || !form.get('client_assertion')) {
      return { status: 400, body: JSON.stringify({ error: 'invalid_grant' }) };
    }
    code.used = true;
    const honest = {
      access_token: 'at',
      token_type: 'Bearer',
      expires_in: 300,
      id_token: idToken(code, form.get('client_id') ?? ''),
    };
    return how.tokenAnswer?.(honest) ?? { status: 200, body: JSON.stringify(honest) };
  }

  function idToken({ nonce }: Code, clientId: string): string {
    const now = Math.floor(Date.now() / 1000);
    const honest = {
      iss: server.url,
      sub: 'c29tZWJvZHk',
      aud: clientId,
      iat: now,
      exp: now + 300,
      auth_time: now,
      nonce,
      acr,
      ...identity,
    };
    const header = { alg: 'ES256', typ: 'JWT', kid: keyId };
    const signed = [how.header?.(header) ?? header, how.claims?.(honest) ?? honest]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const jwt = `${signed}.${signatureOf(signed)}`;
    return how.token?.(jwt) ?? jwt;
  }

  function signatureOf(signed: string): string {
    if (how.signature === 'none') return '';
    if (how.signature === 'hmac-of-public-key') {
      const pem = own.publicKey.export({ format: 'pem', type: 'spki' });
      return createHmac('sha256', pem).update(signed).digest('base64url');
    }
    const key: KeyObject = how.signature === 'foreign-key' ? foreign.privateKey : own.privateKey;
    return sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  }

  return {
    issuer: server.url,
    tokenRequests,
    stop: server.stop,
    misbehave: (given) => {
      how = given;
    },
    consent: (question) => {
      const asked = question.searchParams;
      const code = `code-${codes.size}`;
      const challenge = asked.get('code_challenge') ?? '';
      codes.set(code, { nonce: asked.get('nonce') ?? '', challenge, used: false });
      return { code, state: asked.get('state') ?? '', iss: server.url };
    },
  };
}

/** It advertises everything, `none` too, so that only our own care keeps it out. */
function describe(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    end_session_endpoint: `${issuer}/end`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256', 'HS256', 'none'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    code_challenge_methods_supported: ['S256', 'plain'],
    authorization_response_iss_parameter_supported: true,
  };
}
