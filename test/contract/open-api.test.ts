import { expect, test } from 'vitest';
import { describeApi } from '#contract/open-api.ts';
import { problemStatus } from '#contract/problems.ts';
import { commonProblems } from '#contract/route.ts';
import { namedRoutes } from '#support/api-events.ts';
import { findFaults, refsIn } from '#support/open-api-rules.ts';

const document = JSON.parse(JSON.stringify(describeApi('https://listning.example.se')));

test('the document keeps the rules of OpenAPI 3.1', () => {
  expect(findFaults(document)).toEqual([]);
});

test('every schema that has a name is used', () => {
  const used = new Set(refsIn(document, '#').map(([, ref]) => ref.split('/').at(-1)));
  expect(Object.keys(document.components.schemas).filter((name) => !used.has(name))).toEqual([]);
});

test.each(namedRoutes)('%s is described as the table says', (name, route) => {
  const operation = document.paths[route.path][route.method.toLowerCase()];
  expect(operation).toMatchObject({ operationId: name, summary: route.summary, tags: [route.capability] });
  expect(operation.security).toEqual(route.access === 'public' ? [] : [{ [route.access]: [] }]);
  expect(Boolean(operation.requestBody)).toBe(route.body !== undefined);
  const slugs = route.kind === 'redirect' ? [] : [...commonProblems(route), ...route.problems];
  const statuses = new Set([route.success, ...slugs.map((slug) => problemStatus[slug])].map(String));
  expect(new Set(Object.keys(operation.responses))).toEqual(statuses);
  const needsKey = JSON.stringify(operation.parameters ?? []).includes('IdempotencyKey');
  expect(needsKey).toBe(route.idempotent === true);
});

test('there is nothing in the document that the table has not', () => {
  const described = Object.entries<object>(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.toSorted()).toEqual(
    namedRoutes.map(([, { method, path }]) => `${method} ${path}`).toSorted(),
  );
});

type Changed = typeof document;
test.each<[string, (changed: Changed) => void]>([
  ['another version', (changed) => (changed.openapi = '3.0.3')],
  ['no title', (changed) => delete changed.info.title],
  ['a reference to nothing', (changed) => delete changed.components.schemas.Problem],
  [
    'a path parameter that is not declared',
    (changed) => delete changed.paths['/api/receipts/{receiptId}'].get.parameters,
  ],
  ['an operation named twice', (changed) => (changed.paths['/api/session'].get.operationId = 'getMyPage')],
  [
    'a response without description',
    (changed) => delete changed.paths['/api/session'].get.responses['200'].description,
  ],
  ['an unknown security scheme', (changed) => (changed.paths['/api/session'].get.security = [{ guest: [] }])],
  ['a type that does not exist', (changed) => (changed.components.schemas.Problem.type = 'text')],
  [
    'a pattern that does not compile',
    (changed) => (changed.components.schemas.Problem.properties.title.pattern = '('),
  ],
  [
    'a required property that is not there',
    (changed) => changed.components.schemas.Problem.required.push('x'),
  ],
  ['an unknown keyword', (changed) => (changed.components.schemas.Problem.nullable = true)],
  ['a tag nobody declared', (changed) => changed.paths['/api/session'].get.tags.push('x')],
])('the rules find %s', (_name, change) => {
  const changed: Changed = structuredClone(document);
  change(changed);
  expect(findFaults(changed)).not.toEqual([]);
});
