import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Route } from '#contract/route.ts';
import { apiEvent, lambdaContext, namedRoutes } from '#support/api-events.ts';
import { arbitraryOf, largestOf } from '#support/arbitrary-call.ts';
import { honestCall } from '#support/honest-calls.ts';
import { stubCapability } from '#support/stub-handlers.ts';

const withBody = namedRoutes.filter(([, { body }]) => body !== undefined);
const bodyOf = ({ body }: Route): z.ZodType => body ?? z.strictObject({});

async function send(name: string, route: Route, body: unknown) {
  const { handler, calls } = stubCapability(route.capability, () => undefined);
  const request = { ...honestCall(name, route), body: JSON.stringify(body) };
  const answer = await handler(apiEvent(request), lambdaContext);
  return {
    reached: calls.length > 0,
    call: calls[0]?.call,
    status: answer.statusCode,
    said: answer.body ?? '',
  };
}

/** One value somewhere in a body replaced by something else, or a field added or left out. */
function mutated(body: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(body);
  return fc.tuple(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 })).map(([place, value]) => {
    const copy: unknown = structuredClone(body);
    let at = copy;
    for (const key of place.slice(0, -1)) at = (at as Record<string, unknown>)[key];
    const last = place.at(-1) ?? 'extra';
    if (value === null) delete (at as Record<string, unknown>)[last];
    else (at as Record<string, unknown>)[last] = value;
    return copy;
  });
}

function placesIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, child]) => [
    [key],
    ...placesIn(child).map((place) => [key, ...place]),
  ]);
  return Array.isArray(value) ? inside : [...inside, ['extra'], ['personId'], ['actor']];
}

describe.each(withBody)('%s', (name, route) => {
  const arbitrary = arbitraryOf(bodyOf(route));

  test('takes what its schema describes, and hands the handler no more than that', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (body) => {
        const { reached, call } = await send(name, route, body);
        expect(reached).toBe(true);
        expect(call).toMatchObject({ body: bodyOf(route).parse(body) });
      }),
      { numRuns: 25 },
    );
  });

  test('takes nothing else, and repeats nothing of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitrary.chain((body) => mutated(body)),
        async (body) => {
          const right = bodyOf(route).safeParse(body).success;
          const { reached, status, said } = await send(name, route, body);
          expect(reached).toBe(right);
          if (right) return;
          expect(status).toBe(400);
          for (const { pointer } of JSON.parse(said).errors) expect(pointer).toMatch(/^\/body(\/[\w-]+)*$/);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('is read at the greatest length that its schema allows', async () => {
    expect((await send(name, route, largestOf(bodyOf(route)))).status).not.toBe(413);
  });
});

describe.each(withBody)('%s: what somebody wrote', (name, route) => {
  const honest: unknown = JSON.parse(honestCall(name, route).body ?? '{}');
  const texts = placesIn(honest).filter((place) => put(honest, place, 'Anything at all') !== undefined);
  /** The honest body with another text at a place, where the schema takes it there. */
  function put(body: unknown, place: readonly string[], text: string): unknown {
    const copy: unknown = structuredClone(body);
    let at = copy;
    for (const key of place.slice(0, -1)) at = (at as Record<string, unknown>)[key];
    const last = place.at(-1) ?? '';
    if (typeof (at as Record<string, unknown>)[last] !== 'string') return undefined;
    (at as Record<string, unknown>)[last] = text;
    return bodyOf(route).safeParse(copy).success ? copy : undefined;
  }

  test('has one spelling and hides nothing', async () => {
    for (const place of texts) {
      for (const hidden of ['a\u202eb', 'a\u0000b', 'a\u2066b', 'a\u001bb', '\ufeffa\u0007']) {
        expect([place, put(honest, place, hidden)]).toEqual([place, undefined]);
      }
      const { call } = await send(name, route, put(honest, place, ' Ame\u0301lie '));
      expect(JSON.stringify(call)).toContain('"Amélie"');
    }
  });
});
