import { isObject, type Json } from './template.ts';

/**
 * Does a stream record pass an event filter of Lambda? A pattern is an object of the record's form whose leaves are
 * lists of what is allowed: a value, or `{ "prefix": … }`, `{ "exists": … }`, `{ "anything-but": [ … ] }`. Another
 * operator fails: a filter that is not understood must not pass for one that is.
 */
export function passesFilter(pattern: Json, record: Json | undefined): boolean {
  if (Array.isArray(pattern)) return pattern.some((allowed) => passesOne(allowed, record));
  if (!isObject(pattern)) throw new Error('A filter pattern consists of objects and lists');
  return Object.entries(pattern).every(([key, inner]) =>
    passesFilter(inner, isObject(record) ? record[key] : undefined),
  );
}

function passesOne(allowed: Json, value: Json | undefined): boolean {
  if (!isObject(allowed)) return allowed === value;
  const [operator = '', operand = null] = Object.entries(allowed)[0] ?? [];
  if (operator === 'prefix') return typeof value === 'string' && value.startsWith(String(operand));
  if (operator === 'exists') return (value !== undefined) === operand;
  if (operator === 'anything-but' && Array.isArray(operand)) {
    return value !== undefined && !operand.includes(value);
  }
  throw new Error(`infra/local/filter-pattern.ts does not know the operator ${operator}`);
}
