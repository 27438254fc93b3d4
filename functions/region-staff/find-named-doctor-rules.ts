import type { NamedDoctorRulesSaid } from '#contract/policy-schemas.ts';
import type { AnswerOf } from '#contract/routes.ts';
import { plainRules } from '#domain/check-named-doctor-rules.ts';
import type { NamedDoctorRules } from '#domain/named-doctor-rules.ts';
import { type DatedPolicy, versionAt } from '#domain/policy.ts';
import type { PolicyDecision } from '#domain/policy-decision.ts';
import { namedDoctorPresets } from '#domain/policy-defaults.ts';
import { localDate } from '#domain/stockholm-time.ts';
import type { ContextOf } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { readPolicyDecisions } from '#store/policy-decision-item.ts';
import { readPolicy } from '#store/policy-item.ts';

type Answer = AnswerOf<'findNamedDoctorRules'>;
type VersionView = Answer['versions'][number];

/** Every version of the rules on named doctors, newest decision first, with what a new one is made on. */
export async function findNamedDoctorRules(
  database: Database,
  { now, staff }: Pick<ContextOf<'findNamedDoctorRules'>, 'now' | 'staff'>,
): Promise<Answer> {
  const [stored, decisions] = await Promise.all([readPolicy(database), readPolicyDecisions(database)]);
  const latest = stored?.versions.at(-1);
  if (!stored || !latest) throw new Error('The region has no policy');
  return {
    today: localDate(now),
    latest: latest.decisionId,
    mayDecide: staff.role === 'regionDecider',
    versions: viewVersions(stored.versions, decisions, now).toReversed(),
    presets: {
      vastmanland: sayRules(namedDoctorPresets.vastmanland),
      permissive: sayRules(namedDoctorPresets.permissive),
    },
  };
}

/** Rules as the contract says them. */
function sayRules(rules: NamedDoctorRules): NamedDoctorRulesSaid {
  const { categories, ...rest } = plainRules(rules);
  const said = (category: keyof typeof categories) => {
    const { employments, requires, patientAges, ...rule } = categories[category];
    return {
      ...rule,
      employments: [...employments],
      ...(requires && { requires: [...requires] }),
      ...(patientAges && { patientAges: { ...patientAges } }),
    };
  };
  return {
    ...rest,
    categories: {
      gpSpecialist: said('gpSpecialist'),
      doctorInTraining: said('doctorInTraining'),
      geriatrician: said('geriatrician'),
      paediatrician: said('paediatrician'),
      equivalentCompetence: said('equivalentCompetence'),
      otherSpecialist: said('otherSpecialist'),
      licensedDoctor: said('licensedDoctor'),
    },
  };
}

/** Versions in the order in which they were decided: those from setting up first, for the others stand on decisions. */
function viewVersions(
  kept: readonly DatedPolicy[],
  decisions: readonly PolicyDecision[],
  now: Date,
): VersionView[] {
  const decided = new Set(decisions.map(({ version }) => version.decisionId));
  const all = [
    ...kept.filter(({ decisionId }) => !decided.has(decisionId)),
    ...decisions.map(({ version }) => version),
  ];
  const inForce = versionAt(all, now);
  const lastFrom = new Map(all.map((version) => [version.from, version]));
  const begins = [...lastFrom.keys()].toSorted();
  return all.map((version): VersionView => {
    const { decisionId, from, policy, diaryNumber = '' } = version;
    const ruling = decisions.find((one) => one.version.decisionId === decisionId)?.ruling;
    const replaced = lastFrom.get(from) !== version;
    const until = replaced ? undefined : begins.find((other) => other > from);
    return {
      decisionId,
      from,
      ...(until !== undefined && { until }),
      standing: replaced
        ? 'replaced'
        : version === inForce
          ? 'inForce'
          : from > now.toISOString()
            ? 'coming'
            : 'past',
      rules: sayRules(policy.namedDoctor),
      ...(ruling && { decision: { ...ruling, diaryNumber } }),
    };
  });
}
