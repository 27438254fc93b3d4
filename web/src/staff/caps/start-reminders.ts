import type { AnswerOf } from '#contract/routes.ts';
import type { Api } from '../../api/client.ts';

type Assignment = Pick<AnswerOf<'getStaffStart'>['assignments'][number], 'role' | 'careUnit'>;
type Reminder = AnswerOf<'findCapApplications'>['reminders'][number];

/** The tasks that caps give whoever starts here: of the own units for a manager, of the region for its officers. */
export async function findStartReminders(
  api: Api,
  assignments: readonly Assignment[],
): Promise<{ readonly region: readonly Reminder[]; readonly units: readonly UnitReminders[] }> {
  const inRegion = assignments.some(({ role }) => role === 'regionDecider' || role === 'listingOfficer');
  const managed = new Set(
    assignments.flatMap(({ role, careUnit }) =>
      careUnit && (role === 'unitManager' || role === 'unitDelegate') ? [careUnit.careUnitId] : [],
    ),
  );
  const [region, ...units] = await Promise.all([
    inRegion ? remindersOfRegion(api) : [],
    ...[...managed].map((careUnitId) => remindersOfUnit(api, careUnitId)),
  ]);
  return { region, units };
}

interface UnitReminders {
  readonly careUnitId: string;
  readonly reminders: readonly Reminder[];
}

async function remindersOfRegion(api: Api): Promise<readonly Reminder[]> {
  const found = await api.call('findCapApplications', { query: { show: 'open' } });
  return found.ok ? found.answer.reminders : [];
}

async function remindersOfUnit(api: Api, careUnitId: string): Promise<UnitReminders> {
  const found = await api.call('findCapsOfUnit', { params: { careUnitId } });
  return { careUnitId, reminders: found.ok ? found.answer.reminders : [] };
}
