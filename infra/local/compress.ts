import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { HttpResponse } from './gateway.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** CloudFront compresses texts of 1,000 bytes and more, brotli before gzip. */
const smallest = 1000;
const texts = /^(text\/|application\/(json|problem\+json|javascript|manifest\+json|xml)|image\/svg\+xml)/;

/** The answer as CloudFront would send it to a browser that accepts these encodings. */
export async function compress(response: HttpResponse, accepted: string): Promise<HttpResponse> {
  const { body, headers } = response;
  const type = String(headers['content-type'] ?? '');
  if (body.length < smallest || headers['content-encoding'] !== undefined || !texts.test(type))
    return response;
  if (/\bbr\b/.test(accepted)) {
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
    return encoded(response, 'br', await brotli(body, options));
  }
  return /\bgzip\b/.test(accepted) ? encoded(response, 'gzip', await zip(body)) : response;
}

function encoded(response: HttpResponse, encoding: string, body: Buffer): HttpResponse {
  return {
    ...response,
    body,
    headers: { ...response.headers, 'content-encoding': encoding, vary: 'accept-encoding' },
  };
}
