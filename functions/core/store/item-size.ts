import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/**
 * The size of an item in bytes as DynamoDB counts it (Developer Guide, "DynamoDB item sizes and formats"): names in
 * UTF-8; a number about one byte for two significant digits and one more; a list or map three bytes and one for
 * each element beside the elements themselves.
 */
export function itemSize(attributes: Readonly<Record<string, AttributeValue>>): number {
  return Object.entries(attributes).reduce(
    (sum, [name, value]) => sum + byteLength(name) + valueSize(value),
    0,
  );
}

/** Write units of a standard write of an item: one for each begun kibibyte. A transaction costs twice that. */
export function writeUnits(size: number): number {
  return Math.max(1, Math.ceil(size / 1024));
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return byteLength(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return value.B.byteLength;
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemSize(value.M);
  if (value.L !== undefined) {
    return 3 + value.L.length + value.L.reduce((sum, element) => sum + valueSize(element), 0);
  }
  return 1;
}

/** Leading and trailing zeroes are not stored; a negative number takes one byte more. */
function numberSize(number: string): number {
  const [mantissa = ''] = number.toLowerCase().split('e');
  const digits = mantissa.replace(/[^0-9]/g, '').replace(/^0+/, '');
  const significant = mantissa.includes('.') ? digits : digits.replace(/0+$/, '');
  return Math.ceil(significant.length / 2) + 1 + (number.startsWith('-') ? 1 : 0);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
