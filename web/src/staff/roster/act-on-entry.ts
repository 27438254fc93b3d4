import type { Api, Refused } from '../../api/client.ts';
import { fieldOf } from '../../components/person/form.ts';
import { revOf } from './roster-many.ts';
import { type RosterValues, readValues, wantedOf } from './roster-values.ts';

/** What a form on an entry's page came to: done, or refused with what was typed. */
export interface Acted {
  readonly done?: 'changed' | 'undone' | 'unchanged';
  /** The entry was new and is gone again. */
  readonly wasNew?: boolean;
  readonly refused?: Refused;
  readonly typed?: RosterValues;
}

/** Saves the entry's form, or undoes its latest change. */
export async function actOnEntry(
  api: Api,
  params: { readonly careUnitId: string; readonly doctorId: string },
  form: FormData,
): Promise<Acted> {
  const rev = revOf(form);
  if (fieldOf(form, 'act') === 'undo') {
    const changeId = Math.max(1, Number.parseInt(fieldOf(form, 'changeId') ?? '1', 10) || 1);
    const undone = await api.call('undoRosterChange', { params, body: { rev, changeId } });
    if (!undone.ok) return { refused: undone };
    return { done: 'undone', wasNew: fieldOf(form, 'wasNew') === 'yes' };
  }
  const typed = readValues(form);
  const saved = await api.call('changeRosterEntry', { params, body: { rev, entry: wantedOf(typed) } });
  if (saved.ok) return { done: 'changed' };
  return saved.slug === 'roster-unchanged' ? { done: 'unchanged' } : { refused: saved, typed };
}
