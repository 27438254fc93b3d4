import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { contentTypes, staticFiles } from '#infra/static-files.ts';
import { compress } from './compress.ts';
import type { Gateway, HttpRequest, HttpResponse } from './gateway.ts';
import { matches } from './grant-check.ts';
import type { Resolver } from './resolve.ts';
import { isObject, type Json, type JsonObject, resourcesOf, type Template } from './template.ts';

/** A cache behaviour of the distribution: which requests, to where, with which headers on the answer. */
interface Behavior {
  readonly pathPattern: string;
  readonly methods: readonly string[];
  readonly compress: boolean;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly origin:
    | { readonly kind: 'files' }
    | { readonly kind: 'api'; readonly headers: Readonly<Record<string, string>> };
}

/** Plays CloudFront in front of the gateway and the files; nothing is cached. */
export function createEdge(template: Template, resolver: Resolver, gateway: Gateway, files: string): Gateway {
  const behaviors = readBehaviors(template, resolver);
  return async (request) => {
    const path = request.target.split('?')[0] ?? '/';
    const behavior = behaviors.find(({ pathPattern }) => matches(pathPattern, path));
    if (!behavior) throw new Error('The distribution has no default behaviour');
    const answer = await answerBy(behavior, request, path, gateway, files);
    const withHeaders = {
      ...answer,
      headers: { ...answer.headers, ...behavior.responseHeaders, via: edgeVia },
    };
    return behavior.compress ? compress(withHeaders, request.headers['accept-encoding'] ?? '') : withHeaders;
  };
}

/** By this header a second `npm start` knows the first. */
export const edgeVia = '1.1 local (listningstjanst)';

async function answerBy(
  behavior: Behavior,
  request: HttpRequest,
  path: string,
  gateway: Gateway,
  files: string,
): Promise<HttpResponse> {
  if (!behavior.methods.includes(request.method)) return empty(403);
  if (behavior.origin.kind === 'files') return answerFile(files, path, request);
  const { host: _, connection: __, 'accept-encoding': ___, ...headers } = request.headers;
  return gateway({
    ...request,
    headers: {
      ...headers,
      'x-forwarded-for': request.sourceIp,
      'x-forwarded-proto': 'https',
      ...behavior.origin.headers,
    },
  });
}

/** As S3 behind the distribution: what is not there is forbidden, so that nobody can ask what is. */
async function answerFile(files: string, path: string, request: HttpRequest): Promise<HttpResponse> {
  const type = contentTypes[path.split('.').at(-1) ?? ''];
  const file = normalize(join(files, path));
  const body = type && file.startsWith(files) ? await readFile(file).catch(() => undefined) : undefined;
  if (!type || !body) return empty(403);
  const cacheControl = staticFiles.find((entry) => matches(entry.path, path))?.cacheControl ?? 'no-store';
  const headers = { 'content-type': type, 'cache-control': cacheControl };
  return { status: 200, headers, body: request.method === 'HEAD' ? Buffer.alloc(0) : body };
}

function readBehaviors(template: Template, resolver: Resolver): Behavior[] {
  const [distribution] = resourcesOf(template, 'AWS::CloudFront::Distribution');
  if (!distribution) throw new Error('The template has no distribution');
  const config = objectOf(resolver.properties(distribution).DistributionConfig);
  const origins = new Map(arrayOf(config.Origins).map((origin) => [objectOf(origin).Id, objectOf(origin)]));
  const policies = new Map(
    resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy').map((policy) => [
      policy.physicalId,
      readHeaders(objectOf(resolver.properties(policy).ResponseHeadersPolicyConfig)),
    ]),
  );
  const all = [
    ...arrayOf(config.CacheBehaviors),
    { ...objectOf(config.DefaultCacheBehavior), PathPattern: '*' },
  ];
  return all.map(objectOf).map((behavior) => {
    const origin = origins.get(behavior.TargetOriginId ?? null);
    if (!origin) throw new Error(`The behaviour ${behavior.PathPattern} has no origin`);
    return {
      pathPattern: String(behavior.PathPattern),
      methods: arrayOf(behavior.AllowedMethods ?? ['GET', 'HEAD']).map(String),
      compress: behavior.Compress === true,
      responseHeaders: policies.get(String(behavior.ResponseHeadersPolicyId)) ?? {},
      origin: origin.S3OriginConfig
        ? { kind: 'files' as const }
        : { kind: 'api' as const, headers: customHeaders(origin) },
    };
  });
}

function customHeaders(origin: JsonObject): Record<string, string> {
  return Object.fromEntries(
    arrayOf(origin.OriginCustomHeaders)
      .map(objectOf)
      .map(({ HeaderName, HeaderValue }) => [String(HeaderName).toLowerCase(), String(HeaderValue)]),
  );
}

/** The headers of a response-headers policy, as the browser gets them. */
export function readHeaders(config: JsonObject): Record<string, string> {
  const security = objectOf(config.SecurityHeadersConfig);
  const headers: Record<string, string> = {};
  const csp = objectOf(security.ContentSecurityPolicy).ContentSecurityPolicy;
  if (csp) headers['content-security-policy'] = String(csp);
  if (security.ContentTypeOptions) headers['x-content-type-options'] = 'nosniff';
  const frame = objectOf(security.FrameOptions).FrameOption;
  if (frame) headers['x-frame-options'] = String(frame);
  const referrer = objectOf(security.ReferrerPolicy).ReferrerPolicy;
  if (referrer) headers['referrer-policy'] = String(referrer);
  const sts = objectOf(security.StrictTransportSecurity);
  if (sts.AccessControlMaxAgeSec) {
    const subdomains = sts.IncludeSubdomains ? '; includeSubDomains' : '';
    headers['strict-transport-security'] = `max-age=${String(sts.AccessControlMaxAgeSec)}${subdomains}`;
  }
  for (const item of arrayOf(objectOf(config.CustomHeadersConfig).Items).map(objectOf)) {
    headers[String(item.Header).toLowerCase()] = String(item.Value);
  }
  return headers;
}

function empty(status: number): HttpResponse {
  return { status, headers: {}, body: Buffer.alloc(0) };
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function arrayOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
