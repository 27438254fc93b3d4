import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { isOpen } from '#domain/cap-application.ts';
import { daysBetween, remindersNow } from '#domain/cap-reminders.ts';
import type { CareUnitProfile } from '#domain/roster.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { earlierCaps } from '#domain/take-up-cap.ts';
import type { CallContext } from '#http/call-context.ts';
import { readApplicationsOfRegion, readProfilesOfRegion, readRemindersOfRegion } from '#store/cap-item.ts';
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
  const [all, reminded, profiles] = await Promise.all([
    readApplicationsOfRegion(database),
    readRemindersOfRegion(database, today),
    readProfilesOfRegion(database),
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
    earlier: profiles.flatMap((profile) => earlierOf(profile, today)).toSorted(byLastDay),
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

type Earlier = AnswerOf<'findCapApplications'>['earlier'][number];

function earlierOf({ careUnitId, name, capDecisions = [] }: CareUnitProfile, today: string): Earlier[] {
  return earlierCaps(capDecisions, today).map(({ from, through, decisionNumber }) => ({
    careUnit: { careUnitId, name },
    from,
    ...(through !== undefined && { through }),
    decisionNumber,
  }));
}

function byLastDay(a: Earlier, b: Earlier): number {
  return (a.through ?? '9999').localeCompare(b.through ?? '9999');
}
