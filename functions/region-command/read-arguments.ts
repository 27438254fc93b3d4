import { parseArgs } from 'node:util';
import { giveRoleBody } from '#contract/staff-role-schemas.ts';

/** Who is to be the region's first decider. */
export interface FirstDecider {
  readonly hsaId: string;
  readonly name: string;
}

export interface Arguments {
  readonly confirm: boolean;
  readonly firstDecider?: FirstDecider;
}

export const usage =
  'region set-up [--first-decider <HSA-id> --name <name> | --first-decider -] [--confirm]; with - the HSA-id and the name are read from standard input, a line each';

/**
 * What was asked for; nothing where the arguments are none of ours, or the first decider is not told rightly. With
 * `--first-decider -` the id and the name are two lines of `readInput`, so that they stand in no shell history.
 */
export async function readArguments(
  args: readonly string[],
  readInput: () => Promise<string>,
): Promise<Arguments | undefined> {
  const values = parse(args);
  if (!values) return undefined;
  const { confirm, name, 'first-decider': hsaId } = values;
  if (hsaId === undefined) return name === undefined ? { confirm } : undefined;
  if (hsaId === '-' && name !== undefined) return undefined;
  const [toldId, toldName] = hsaId === '-' ? (await readInput()).split(/\r?\n/) : [hsaId, name];
  const told = firstDeciderSchema.safeParse({ hsaId: toldId, name: toldName?.trim() });
  return told.success ? { confirm, firstDecider: told.data } : undefined;
}

/** As everybody is told who gets a role. */
const firstDeciderSchema = giveRoleBody.pick({ hsaId: true, name: true });

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        confirm: { type: 'boolean', default: false },
        'first-decider': { type: 'string' },
        name: { type: 'string' },
      },
    });
    return positionals.join(' ') === 'set-up' ? values : undefined;
  } catch {
    return undefined;
  }
}
