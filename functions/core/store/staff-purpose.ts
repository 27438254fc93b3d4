import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { ChosenPurpose, Purpose } from '#domain/purpose.ts';
import { toAttributes } from './attribute-value.ts';
import { type Database, tableName } from './database.ts';
import { keys } from './keys.ts';
import { repeatable } from './retry.ts';
import { hashToken, inMinutes } from './session-item.ts';

/** Puts a purpose on a staff session, in the place of the one before; false where the session has ended. */
export async function putPurpose(
  database: Database,
  token: string,
  { purpose, now, minutes }: { readonly purpose: Purpose; readonly now: Date; readonly minutes: number },
): Promise<ChosenPurpose | undefined> {
  const chosen = { purpose, chosenAt: now.toISOString(), until: inMinutes(now, minutes) };
  const done = await update(database, token, 'SET purpose = :purpose', { ':purpose': chosen });
  return done ? chosen : undefined;
}

/** Ends the purpose of a session: the next person is shown only after another is chosen. */
export async function removePurpose(database: Database, token: string): Promise<void> {
  await update(database, token, 'REMOVE purpose');
}

/**
 * Counts one look-up of this session within the hour that goes on, before it is made; false where as many as allowed
 * were made. The hour begins with its first look-up.
 */
export async function countLookUp(
  database: Database,
  token: string,
  { now, anHour }: { readonly now: Date; readonly anHour: number },
): Promise<boolean> {
  const at = now.toISOString();
  const hourAgo = inMinutes(now, -60);
  const countOne = () =>
    update(
      database,
      token,
      'SET lookUps = lookUps + :one',
      { ':one': 1, ':most': anHour, ':hourAgo': hourAgo },
      'lookUpsFrom > :hourAgo AND lookUps < :most',
    );
  if (await countOne()) return true;
  const begun = await update(
    database,
    token,
    'SET lookUps = :one, lookUpsFrom = :at',
    { ':one': 1, ':at': at, ':hourAgo': hourAgo },
    'attribute_not_exists(lookUpsFrom) OR lookUpsFrom <= :hourAgo',
  );
  // Not begun here: as many were made, or another look-up of the session began the hour just now.
  return begun || countOne();
}

/** One `UpdateItem` of a session that is there, and never one that makes a session. */
async function update(
  database: Database,
  token: string,
  expression: string,
  values?: Readonly<Record<string, unknown>>,
  condition?: string,
): Promise<boolean> {
  const command = new UpdateItemCommand({
    TableName: tableName(database, 'sessions'),
    Key: toAttributes(keys.session(hashToken(token))),
    UpdateExpression: expression,
    ConditionExpression: ['attribute_exists(pk)', ...(condition ? [`(${condition})`] : [])].join(' AND '),
    ...(values && { ExpressionAttributeValues: toAttributes(values) }),
  });
  try {
    await repeatable(database, () => database.client.send(command));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
