import * as z from 'zod';
import { directoryCareUnit, directoryDoctor, foundCareUnit, unitConditions } from './directory-schemas.ts';
import {
  abilities,
  changesView,
  currentView,
  draft,
  namedDoctorView,
  pendingView,
  receiptView,
} from './listing-schemas.ts';
import { type ProblemSlug, problemSchema, problemStatus, problemType } from './problems.ts';
import { commonProblems, type Route } from './route.ts';
import { routes } from './routes.ts';
import { namedDoctorAnswer } from './values.ts';

type Json = Record<string, unknown>;

/** Schemas worth a name of their own in the document, beside each route's body and answer. */
const shared: Readonly<Record<string, z.ZodType>> = {
  Problem: problemSchema,
  CareUnit: directoryCareUnit,
  Doctor: directoryDoctor,
  FoundCareUnit: foundCareUnit,
  UnitConditions: unitConditions,
  NamedDoctorView: namedDoctorView,
  NamedDoctorAnswer: namedDoctorAnswer,
  CurrentListing: currentView,
  PendingListing: pendingView,
  Receipt: receiptView,
  Changes: changesView,
  Abilities: abilities,
  Draft: draft,
};

const sessionHeaders: Json = {
  'session-idle-until': header('When the session ends unless it is used (ISO 8601, UTC)'),
  'session-absolute-until': header('When the session ends at the latest (ISO 8601, UTC)'),
};

/** This API as an OpenAPI 3.1 document, made of the contract table and nothing else. */
export function describeApi(origin: string): Json {
  const names = nameSchemas();
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    const method = route.method.toLowerCase();
    paths[route.path] = { ...paths[route.path], [method]: describeRoute(name, route, names) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Listing service for primary care',
      version: '1',
      description:
        'Writes take `application/json` and the header `Origin` of the service itself. Requests are strict: an ' +
        'unknown field is refused. Refusals are problem details (RFC 9457) in the language of `Accept-Language`.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: origin }],
    tags: [
      'directory',
      'sessions',
      'listings',
      'care-unit-staff',
      'region-staff',
      'listed-people',
      'staff-roles',
      'imports',
    ].map((name) => ({ name })),
    paths,
    components: {
      schemas: describeSchemas(names),
      parameters: { IdempotencyKey: idempotencyKey },
      securitySchemes: {
        person: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-person',
          description: 'Session of a person, opened by an e-ID login at `/auth/login`',
        },
        staff: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-staff',
          description: 'Session of a member of staff; the roles that may call are in `x-roles`',
        },
      },
    },
  };
}

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Same key, same request: it happens once and is answered alike. Kept for 24 hours.',
  schema: { type: 'string', pattern: '^[\\w-]{16,64}$' },
};

/** Every named schema: the shared ones, then bodies and answers by their route. One schema has one name. */
function nameSchemas(): Map<z.ZodType, string> {
  const names = new Map<z.ZodType, string>();
  const add = (name: string, schema: z.ZodType | undefined) => {
    if (schema && !names.has(schema)) names.set(schema, name);
  };
  for (const [name, schema] of Object.entries(shared)) add(name, schema);
  for (const [name, { body, answer }] of Object.entries<Route>(routes)) {
    const base = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    add(`${base}Body`, body);
    add(`${base}Answer`, answer);
  }
  return names;
}

function describeSchemas(names: ReadonlyMap<z.ZodType, string>): Json {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema)]));
}

/** Without the identifiers that only a document of its own needs. */
function plain(schema: object): Json {
  const { $schema: _dialect, $id: _id, ...rest } = { $schema: undefined, $id: undefined, ...schema };
  return rest;
}

function describeRoute(name: string, route: Route, names: ReadonlyMap<z.ZodType, string>): Json {
  const parameters = [
    ...parametersOf(route.params, 'path'),
    ...parametersOf(route.query, 'query'),
    ...(route.idempotent ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ];
  return {
    operationId: name,
    tags: [route.capability],
    summary: route.summary,
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: refTo(route.body, names) } } },
    }),
    responses: { [route.success]: successOf(route, names), ...problemsOf(route) },
    ...(route.roles && { 'x-roles': [...route.roles] }),
    security: route.access === 'public' ? [] : [{ [route.access]: [] }],
  };
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] {
  return Object.entries<z.ZodType>(schema?.shape ?? {}).map(([name, value]) => ({
    name,
    in: place,
    required: place === 'path' || !value.isOptional(),
    schema: plain(z.toJSONSchema(value)),
  }));
}

function successOf(route: Route, names: ReadonlyMap<z.ZodType, string>): Json {
  if (route.kind === 'redirect') {
    return {
      description: 'Sends the browser on, also when the request is refused: to a page that says why.',
      headers: { location: header('Where to go next') },
    };
  }
  return {
    description: route.summary,
    ...(route.access !== 'public' && { headers: sessionHeaders }),
    content: { 'application/json': { schema: route.answer ? refTo(route.answer, names) : {} } },
  };
}

/** Refusals by status. A browser that navigates is sent to a page instead, so redirecting routes have none. */
function problemsOf(route: Route): Json {
  if (route.kind === 'redirect') return {};
  const byStatus = new Map<number, ProblemSlug[]>();
  for (const slug of new Set([...commonProblems(route), ...route.problems])) {
    byStatus.set(problemStatus[slug], [...(byStatus.get(problemStatus[slug]) ?? []), slug]);
  }
  return Object.fromEntries(Array.from(byStatus, ([status, slugs]) => [status, problemResponse(slugs)]));
}

function problemResponse(slugs: readonly ProblemSlug[]): Json {
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Problem' }],
    properties: { type: { enum: slugs.map(problemType) } },
  };
  return {
    description: slugs.join(', '),
    content: { 'application/problem+json': { schema } },
  };
}

function refTo(schema: z.ZodType, names: ReadonlyMap<z.ZodType, string>): Json {
  return { $ref: `#/components/schemas/${names.get(schema)}` };
}

function header(description: string): Json {
  return { description, schema: { type: 'string' } };
}
