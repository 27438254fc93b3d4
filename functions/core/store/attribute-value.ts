import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as we write it. `undefined` is left out: an absent fact is an absent attribute. */
export type Item = Readonly<Record<string, unknown>>;

/** An item as it was read: its shape is not known until a reader in `fields.ts` has looked. */
export type ReadItem = Readonly<Record<string, unknown>>;

export function toAttributes(item: Item): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(item)) {
    if (value !== undefined) attributes[name] = toAttribute(value);
  }
  return attributes;
}

/** @throws for what has no attribute: a date, a function, an infinite number. */
export function toAttribute(value: unknown): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number' && Number.isFinite(value)) return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value instanceof Uint8Array) return { B: value };
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  if (isPlain(value)) return { M: toAttributes(value) };
  throw new Error(`A ${typeof value} cannot be stored`);
}

/** An attribute as the SDK or a stream record holds it. */
export interface StoredAttribute {
  readonly S?: string | undefined;
  readonly N?: string | undefined;
  readonly B?: unknown;
  readonly BOOL?: boolean | undefined;
  readonly NULL?: boolean | undefined;
  readonly M?: Readonly<Record<string, StoredAttribute>> | undefined;
  readonly L?: readonly StoredAttribute[] | undefined;
}

export function fromAttributes(attributes: Readonly<Record<string, StoredAttribute>>): ReadItem {
  const item: Record<string, unknown> = {};
  for (const [name, attribute] of Object.entries(attributes)) item[name] = fromAttribute(attribute);
  return item;
}

function fromAttribute(attribute: StoredAttribute): unknown {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.M !== undefined) return fromAttributes(attribute.M);
  if (attribute.L !== undefined) return attribute.L.map(fromAttribute);
  if (attribute.B !== undefined) return attribute.B;
  if (attribute.NULL !== undefined) return null;
  throw new Error('An attribute of a type that is not used here');
}

function isPlain(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
