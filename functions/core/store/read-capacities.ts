import type { Capacity } from '#domain/capacity.ts';
import { getItems } from './calls.ts';
import { fromCapacityItem } from './capacity-item.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';

/** Several units' capacities, consistent, by one `BatchGetItem`, in the order asked; `undefined` for no such unit. */
export async function readCapacities(
  database: Database,
  careUnitIds: readonly string[],
): Promise<(Capacity | undefined)[]> {
  const items = await getItems(database, 'main', careUnitIds.map(keys.capacity));
  return items.map((item) => item && fromCapacityItem(item));
}
