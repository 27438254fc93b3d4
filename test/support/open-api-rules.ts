/** Faults of a document against the rules of OpenAPI 3.1 and JSON Schema 2020-12, as far as our API uses them. */
export function findFaults(document: unknown): string[] {
  const faults: string[] = [];
  const say = (at: string, what: string) => {
    faults.push(`${at}: ${what}`);
  };
  const root = objectAt(document);
  if (!/^3\.1\.\d+$/.test(String(root.openapi))) say('#/openapi', 'is not 3.1');
  const info = objectAt(root.info);
  for (const field of ['title', 'version'])
    if (typeof info[field] !== 'string') say(`#/info/${field}`, 'is missing');
  for (const key of Object.keys(root)) {
    if (!['openapi', 'info', 'servers', 'tags', 'paths', 'components'].includes(key))
      say(`#/${key}`, 'is not known');
  }
  checkServers(root.servers, say);
  checkComponents(objectAt(root.components), say);
  const operations = checkPaths(root, say);
  const ids = operations.map(({ operationId }) => String(operationId));
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) say(`operationId ${id}`, 'comes twice');
  for (const [at, ref] of refsIn(document, '#')) {
    if (resolve(root, ref) === undefined) say(at, `refers to ${ref}, which is not there`);
  }
  return faults;
}

type Fields = Readonly<Record<string, unknown>>;
type Say = (at: string, what: string) => void;

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

function checkServers(servers: unknown, say: Say): void {
  if (!Array.isArray(servers) || servers.length === 0) say('#/servers', 'is empty');
  for (const server of listOf(servers)) {
    if (!URL.canParse(String(objectAt(server).url))) say('#/servers', 'has no address');
  }
}

function checkComponents(components: Fields, say: Say): void {
  for (const [kind, entries] of Object.entries(components)) {
    for (const name of Object.keys(objectAt(entries))) {
      if (!/^[\w.-]+$/.test(name)) say(`#/components/${kind}/${name}`, 'has a name that is not allowed');
    }
  }
  for (const [name, schema] of Object.entries(objectAt(components.schemas))) {
    checkSchema(`#/components/schemas/${name}`, schema, say);
  }
  for (const [name, parameter] of Object.entries(objectAt(components.parameters))) {
    checkParameter(`#/components/parameters/${name}`, objectAt(parameter), say);
  }
  for (const [name, scheme] of Object.entries(objectAt(components.securitySchemes))) {
    const { type, in: place, name: key } = objectAt(scheme);
    const isWhole =
      type === 'apiKey' && ['query', 'header', 'cookie'].includes(String(place)) && Boolean(key);
    if (!isWhole) say(`#/components/securitySchemes/${name}`, 'is not whole');
  }
}

function checkPaths(root: Fields, say: Say): Fields[] {
  return Object.entries(objectAt(root.paths)).flatMap(([path, item]) => {
    const at = `#/paths/${path}`;
    if (!path.startsWith('/')) say(at, 'does not begin with a slash');
    return Object.entries(objectAt(item)).map(([method, operation]) => {
      if (!methods.includes(method)) say(`${at}/${method}`, 'is no method');
      checkOperation(`${at}/${method}`, path, objectAt(operation), root, say);
      return objectAt(operation);
    });
  });
}

function checkOperation(at: string, path: string, operation: Fields, root: Fields, say: Say): void {
  if (typeof operation.operationId !== 'string') say(at, 'has no operationId');
  const tags = listOf(root.tags).map((tag) => objectAt(tag).name);
  for (const tag of listOf(operation.tags))
    if (!tags.includes(tag)) say(at, `has the tag ${tag}, which is not declared`);
  const parameters = listOf(operation.parameters).map((parameter) => deref(root, parameter));
  for (const parameter of parameters) checkParameter(at, parameter, say);
  const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  const inTemplate = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name);
  if (inPath.toSorted().join() !== inTemplate.toSorted().join())
    say(at, 'declares other path parameters than it has');
  const keys = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
  if (new Set(keys).size < keys.length) say(at, 'declares a parameter twice');
  checkContent(`${at}/requestBody`, operation.requestBody, say);
  const responses = Object.entries(objectAt(operation.responses));
  if (responses.length === 0) say(at, 'has no responses');
  for (const [status, response] of responses) {
    const where = `${at}/responses/${status}`;
    if (!/^([1-5]\d\d|default)$/.test(status)) say(where, 'is no status');
    if (!objectAt(response).description) say(where, 'has no description');
    for (const [name, header] of Object.entries(objectAt(objectAt(response).headers))) {
      checkSchema(`${where}/headers/${name}`, objectAt(header).schema, say);
    }
    checkContent(where, response, say);
  }
  const schemes = objectAt(objectAt(root.components).securitySchemes);
  for (const name of listOf(operation.security).flatMap((need) => Object.keys(objectAt(need)))) {
    if (!(name in schemes)) say(at, `needs ${name}, which is not declared`);
  }
}

function checkContent(at: string, holder: unknown, say: Say): void {
  const { content } = objectAt(holder);
  for (const [type, media] of Object.entries(objectAt(content))) {
    if (!/^[\w.-]+\/[\w.+-]+$/.test(type)) say(`${at}/content`, `${type} is no media type`);
    checkSchema(`${at}/content/${type}`, objectAt(media).schema, say);
  }
}

function checkParameter(at: string, parameter: Fields, say: Say): void {
  const { name, in: place, required, schema } = parameter;
  if (typeof name !== 'string') say(at, 'has a parameter without a name');
  if (!['path', 'query', 'header', 'cookie'].includes(String(place))) say(at, `has ${name} in no place`);
  if (place === 'path' && required !== true) say(at, `has ${name} in its path but does not require it`);
  checkSchema(`${at}/${name}`, schema, say);
}

const types = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];
const isText = (value: unknown) => typeof value === 'string';
const isNumber = (value: unknown) => typeof value === 'number';
const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;
const isUnique = (value: unknown) => Array.isArray(value) && new Set(value).size === value.length;

/** Keywords with plain values, and what the value must be; a keyword that is not here is a fault. */
const plainKeywords: Readonly<Record<string, (value: unknown) => boolean>> = {
  $ref: isText,
  type: (value) => (Array.isArray(value) ? value : [value]).every((type) => types.includes(type)),
  description: isText,
  format: isText,
  pattern: (value) => isText(value) && isPattern(String(value)),
  enum: (value) => isUnique(value) && listOf(value).length > 0,
  const: () => true,
  default: () => true,
  required: (value) => isUnique(value) && listOf(value).every(isText),
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
};
const schemaKeywords = ['items', 'additionalProperties', 'propertyNames', 'not'];
const schemaLists = ['oneOf', 'anyOf', 'allOf', 'prefixItems'];

function checkSchema(at: string, schema: unknown, say: Say): void {
  if (typeof schema === 'boolean') return;
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    say(at, 'is no schema');
    return;
  }
  for (const [keyword, value] of Object.entries(schema)) {
    const where = `${at}/${keyword}`;
    if (keyword === 'properties') {
      for (const [name, property] of Object.entries(objectAt(value)))
        checkSchema(`${where}/${name}`, property, say);
    } else if (schemaKeywords.includes(keyword)) checkSchema(where, value, say);
    else if (schemaLists.includes(keyword)) {
      if (listOf(value).length === 0) say(where, 'is empty');
      for (const [index, one] of listOf(value).entries()) checkSchema(`${where}/${index}`, one, say);
    } else if (!plainKeywords[keyword]?.(value)) say(where, 'is not known, or not as it must be');
  }
  const { required, properties, type } = objectAt(schema);
  for (const name of type === 'object' ? listOf(required) : []) {
    if (!(String(name) in objectAt(properties))) say(at, `requires ${name}, which it does not have`);
  }
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** Every reference of a document with where it stands. */
export function refsIn(value: unknown, at: string): [string, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]): [string, string][] =>
    key === '$ref' ? [[at, String(child)]] : refsIn(child, `${at}/${key}`),
  );
}

function deref(root: Fields, value: unknown): Fields {
  const { $ref } = objectAt(value);
  return $ref === undefined ? objectAt(value) : objectAt(resolve(root, String($ref)));
}

function resolve(root: Fields, ref: string): unknown {
  return ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, name) => objectAt(at)[name], root);
}

function objectAt(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
