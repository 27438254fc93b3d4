import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { isOpen } from '#domain/cap-application.ts';
import { daysBetween, remindersNow } from '#domain/cap-reminders.ts';
import { localDate } from '#domain/stockholm-time.ts';
import type { CallContext } from '#http/call-context.ts';
import { readApplicationsOfRegion, readRemindersOfRegion } from '#store/cap-item.ts';
import type { Database } from '#store/database.ts';

type Row = AnswerOf<'findCapApplications'>['applications'][number];

/**
 * The region's work list: applications with their age and the day by which they should be decided, which is the day
 * the cap was asked to begin; and caps that end soon.
 */
export async function findCapApplications(
  database: Database,
  { query: { show } }: CallOf<'findCapApplications'>,
  { now }: Pick<CallContext, 'now'>,
): Promise<AnswerOf<'findCapApplications'>> {
  const today = localDate(now);
  const [all, reminded] = await Promise.all([
    readApplicationsOfRegion(database),
    readRemindersOfRegion(database, today),
  ]);
  const rows = all
    .filter(({ application }) => show === 'all' || isOpen(application) === (show === 'open'))
    .map(({ application, careUnitName }): Row => {
      const { applicationId, careUnitId, appliedAt, wished, status } = application;
      return {
        applicationId,
        careUnit: { careUnitId, name: careUnitName },
        appliedAt,
        ageDays: daysBetween(localDate(new Date(appliedAt)), today),
        dueOn: wished.from,
        overdue: isOpen(application) && wished.from < today,
        number: wished.number,
        status,
      };
    });
  return {
    applications: rows.toSorted((a, b) => a.appliedAt.localeCompare(b.appliedAt)),
    reminders: [...Map.groupBy(reminded, ({ reminder }) => reminder.careUnitId).values()].flatMap(
      (ofUnit) => {
        const [{ profile } = { profile: undefined }] = ofUnit;
        const given = ofUnit.map(({ reminder }) => reminder);
        return remindersNow(given, profile?.capDecisions ?? [], now).map((one) => ({
          ...one,
          careUnitName: profile?.name ?? one.careUnitId,
        }));
      },
    ),
  };
}
