/** An attribute in DynamoDB's JSON protocol. */
export interface StoredValue {
  readonly S?: string;
  readonly N?: string;
  readonly M?: StoredItem;
}
export type StoredItem = Readonly<Record<string, StoredValue>>;

/** What a request says by expressions. */
export interface Expressed {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, StoredValue>>;
}

/** Whether the item that is there meets the condition: clauses joined by OR of clauses joined by AND, or in brackets. */
export function conditionHolds(item: StoredItem | undefined, request: Expressed): boolean {
  const { ConditionExpression: expression } = request;
  if (expression === undefined) return true;
  return split(expression, ' OR ').some((clauses) =>
    split(clauses, ' AND ').every((clause) =>
      clause.startsWith('(')
        ? conditionHolds(item, { ...request, ConditionExpression: clause.slice(1, -1) })
        : clauseHolds(item, clause, request),
    ),
  );
}

/** Splits at a word that stands outside every bracket. */
function split(expression: string, at: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index < expression.length; index += 1) {
    if (expression[index] === '(') depth += 1;
    if (expression[index] === ')') depth -= 1;
    if (depth > 0 || !expression.startsWith(at, index)) continue;
    parts.push(expression.slice(from, index));
    from = index + at.length;
  }
  return [...parts, expression.slice(from)];
}

function clauseHolds(item: StoredItem | undefined, clause: string, request: Expressed): boolean {
  const exists = /^attribute_(not_)?exists\((.+)\)$/.exec(clause);
  if (exists) return (valueAt(item, exists[2] ?? '', request) === undefined) === (exists[1] !== undefined);
  const compared = /^(\S+) (=|<|<=|>|>=) (:\w+)$/.exec(clause);
  if (!compared) throw new Error(`The fake cannot read the clause ${clause}`);
  const [, path = '', operator = '', name = ''] = compared;
  const left = scalar(valueAt(item, path, request));
  const right = scalar(request.ExpressionAttributeValues?.[name]);
  // Of an attribute that is not there nothing holds, and nothing of two types.
  if (left === undefined || right === undefined || typeof left !== typeof right) return false;
  if (operator === '=') return left === right;
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

/** The item after `SET path = …, path = …`, where each is a value, or the path plus or minus one. */
export function updated(item: StoredItem, expression: string, request: Expressed): StoredItem {
  const assignments = expression.replace(/^SET /, '').split(', ');
  return assignments.reduce((after, assignment) => {
    const parts = /^(\S+) = (?:(\S+) ([+-]) )?(:\w+)$/.exec(assignment);
    if (!parts) throw new Error(`The fake cannot read the assignment ${assignment}`);
    const [, path = '', of, sign, name = ''] = parts;
    const value = request.ExpressionAttributeValues?.[name] ?? {};
    if (of === undefined) return withValue(after, namesOf(path, request), value);
    const old = valueAt(item, of, request)?.N;
    if (old === undefined) throw new Error('The path of an update is not on the item');
    const sum = Number(old) + (sign === '-' ? -1 : 1) * Number(value.N);
    return withValue(after, namesOf(path, request), { N: String(sum) });
  }, item);
}

function withValue(
  item: StoredItem,
  [name = '', ...rest]: readonly string[],
  value: StoredValue,
): StoredItem {
  if (rest.length === 0) return { ...item, [name]: value };
  return { ...item, [name]: { M: withValue(item[name]?.M ?? {}, rest, value) } };
}

function valueAt(item: StoredItem | undefined, path: string, request: Expressed): StoredValue | undefined {
  const [name = '', ...rest] = namesOf(path, request);
  return rest.reduce<StoredValue | undefined>((value, next) => value?.M?.[next], item?.[name]);
}

function namesOf(path: string, request: Expressed): string[] {
  return path
    .split('.')
    .map((part) => (part.startsWith('#') ? (request.ExpressionAttributeNames?.[part] ?? part) : part));
}

function scalar(value: StoredValue | undefined): string | number | undefined {
  return value?.N === undefined ? value?.S : Number(value.N);
}
