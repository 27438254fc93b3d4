import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { findRulesFaults, plainRules } from '#domain/check-named-doctor-rules.ts';
import { policyBegins } from '#domain/decide-policy.ts';
import { canonicalJson } from '#domain/event-chain.ts';
import { comingVersions, policyAt } from '#domain/policy.ts';
import { type DoctorTouched, previewRules } from '#domain/preview-rules.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type CallContext, type Problemed, problem } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { readPolicy } from '#store/policy-item.ts';
import { readUnitsOfRegion } from '#store/read-units-of-region.ts';
import { rulesProblem } from './decide-rules.ts';

type Answer = AnswerOf<'previewNamedDoctorRules'>;
type Counts = Answer['totals'];

/** Says what other rules would do from a day: doctor by doctor, and what it comes to. Decides and changes nothing. */
export async function previewNamedDoctorRules(
  database: Database,
  { body: { rules: asked, appliesFrom } }: CallOf<'previewNamedDoctorRules'>,
  { now }: Pick<CallContext, 'now'>,
): Promise<Answer | Problemed> {
  const faults = findRulesFaults(asked);
  if (faults.length > 0) return rulesProblem(faults);
  if (appliesFrom < localDate(now)) return problem('policy-date-invalid');
  const [stored, units] = await Promise.all([readPolicy(database), readUnitsOfRegion(database)]);
  if (!stored) throw new Error('The region has no policy');
  const from = policyBegins(appliesFrom, now);
  const at = new Date(from);
  const before = policyAt(stored.versions, at);
  const rules = plainRules(asked);
  const touched = previewRules(units, before, rules, at);
  const [next] = comingVersions(stored.versions, at);
  return {
    from,
    ...(next && { until: next.from }),
    unchanged: canonicalJson(plainRules(before.namedDoctor)) === canonicalJson(rules),
    doctors: touched.toSorted(byUnitAndName).map((one) => ({ ...one })),
    careUnits: [...Map.groupBy(touched, ({ careUnitId }) => careUnitId)]
      .map(([careUnitId, ofUnit]) => ({
        careUnitId,
        name: ofUnit[0]?.careUnitName ?? careUnitId,
        ...countOf(ofUnit),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'sv')),
    totals: countOf(touched),
  };
}

function countOf(touched: readonly DoctorTouched[]): Counts {
  const of = (effect: DoctorTouched['effect']) => touched.filter((one) => one.effect === effect);
  const people = (some: readonly DoctorTouched[]) => some.reduce((sum, { listed }) => sum + listed, 0);
  return {
    gains: of('gains').length,
    loses: of('loses').length,
    group: of('group').length,
    peopleOfLosing: people(of('loses')),
    peopleOfGroup: people(of('group')),
  };
}

function byUnitAndName(a: DoctorTouched, b: DoctorTouched): number {
  return a.careUnitName.localeCompare(b.careUnitName, 'sv') || a.name.localeCompare(b.name, 'sv');
}
