import * as fc from 'fast-check';
import * as z from 'zod';

/** The part of a JSON Schema that our request schemas come to. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

function schemaOf(zod: z.ZodType): Schema {
  return z.toJSONSchema(zod, { io: 'input', unrepresentable: 'any' }) as Schema;
}

/** What people and attackers write. */
const written = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=1+1',
  '@SUM(A1)',
  'e\u0301',
  'ﬁ',
  '…',
  '漢字',
  '👩‍⚕️',
  "'; DROP TABLE",
  '{{7*7}}',
  '%00',
  '../..',
  '19',
];

/** Values that a schema accepts; where JSON Schema says less than the schema does, the schema has the last word. */
export function arbitraryOf(zod: z.ZodType): fc.Arbitrary<unknown> {
  return arbitrary(schemaOf(zod)).filter((value) => zod.safeParse(value).success);
}

function arbitrary(schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map(arbitrary));
  switch (schema.type) {
    case 'object':
      return arbitraryObject(schema);
    case 'array':
      return fc.array(arbitrary(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3),
      });
    case 'string':
      return arbitraryText(schema);
    case 'integer':
    case 'number':
      return arbitraryNumber(schema);
    case 'boolean':
      return fc.boolean();
    default:
      return fc.constant(null);
  }
}

function arbitraryObject({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, of]) => [name, arbitrary(of)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required], noNullPrototype: true });
}

function arbitraryText({ pattern, format, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  const days = fc.date({ min: new Date('2025-01-01'), max: new Date('2028-12-31'), noInvalidDate: true });
  if (format === 'date') return days.map((day) => day.toISOString().slice(0, 10));
  if (format === 'date-time') return days.map((day) => day.toISOString());
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const short = Math.max(minLength, Math.min(maxLength, 60));
  return fc.oneof(
    fc.string({ minLength, maxLength: short }),
    fc.string({ unit: 'binary', minLength, maxLength: short }),
    fc.constantFrom(...written).map((text) => text.slice(0, maxLength)),
    days.map((day) => day.toISOString().slice(0, Math.min(10, maxLength))),
    fc.constant('x'.repeat(maxLength)),
  );
}

function arbitraryNumber({ minimum = -1000, maximum = 1_000_000 }: Schema): fc.Arbitrary<number> {
  return fc.oneof(
    fc.integer({ min: minimum, max: Math.min(maximum, minimum + 200) }),
    fc.integer({ min: minimum, max: maximum }),
    fc.constantFrom(minimum, maximum),
  );
}

/** As large a value as a schema's lengths allow, in letters of three bytes: for sizes, not for meaning. */
export function largestOf(zod: z.ZodType): unknown {
  return largest(schemaOf(zod));
}

function largest(schema: Schema): unknown {
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return longest(either.map(largest));
  if (schema.enum) return longest(schema.enum);
  if (schema.type === 'object') {
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, of]) => [name, largest(of)]),
    );
  }
  if (schema.type === 'array') {
    return Array.from({ length: schema.maxItems ?? 0 }, () => largest(schema.items ?? {}));
  }
  if (schema.type === 'string') {
    const plain = schema.pattern === undefined && schema.format === undefined;
    return (plain ? '漢' : 'x').repeat(schema.maxLength ?? 26);
  }
  return schema.type === 'boolean' ? false : (schema.maximum ?? 1_000_000);
}

function longest(values: readonly unknown[]): unknown {
  return values.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0];
}
