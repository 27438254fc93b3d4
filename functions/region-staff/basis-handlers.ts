import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { decideBasis } from '#domain/basis-decision.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type ContextOf, type HandlersOf, type Problemed, problem } from '#http/call-context.ts';
import { readBasisDecisions, saveBasisDecision } from '#store/basis-decision-item.ts';
import { readCareUnit, type StoredCareUnit } from '#store/care-unit-item.ts';
import type { Database } from '#store/database.ts';
import { readUnitsOfRegion } from '#store/read-units-of-region.ts';

type BasisRoutes = 'findCareUnitsOfRegion' | 'getCareUnitBasis' | 'decideBasis';
type Acting = Pick<ContextOf<'decideBasis'>, 'now' | 'ids' | 'staff'>;
type UnitView = AnswerOf<'getCareUnitBasis'>['careUnit'];

/** The handlers of units' bases, for the capability's own handler. */
export function basisHandlers(database: Database): Pick<HandlersOf<'region-staff'>, BasisRoutes> {
  return {
    findCareUnitsOfRegion: (_call, { now }) => findCareUnits(database, now),
    getCareUnitBasis: (call, context) => getBasis(database, call, context),
    decideBasis: (call, context) => decide(database, call, context),
  };
}

async function findCareUnits(database: Database, now: Date): Promise<AnswerOf<'findCareUnitsOfRegion'>> {
  const today = localDate(now);
  const units = await readUnitsOfRegion(database);
  return {
    today,
    careUnits: units
      .map((unit) => viewUnit(unit, today))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'sv')),
  };
}

async function getBasis(
  database: Database,
  { params: { careUnitId } }: CallOf<'getCareUnitBasis'>,
  { now, staff }: Pick<Acting, 'now' | 'staff'>,
): Promise<AnswerOf<'getCareUnitBasis'> | Problemed> {
  const [unit, decisions] = await Promise.all([
    readCareUnit(database, careUnitId),
    readBasisDecisions(database, careUnitId),
  ]);
  if (!unit) return problem('not-found');
  const today = localDate(now);
  return {
    today,
    rev: unit.capacity.rev,
    mayDecide: staff.role === 'regionDecider',
    careUnit: viewUnit(unit, today),
    decisions,
  };
}

async function decide(
  database: Database,
  { params: { careUnitId }, body }: CallOf<'decideBasis'>,
  { now, ids, staff }: Acting,
): Promise<AnswerOf<'decideBasis'> | Problemed> {
  const { basis, ...written } = body;
  const { kind, from, through } = basis;
  const decisionId = ids.newId();
  const by = { staffMemberId: staff.staffMemberId, role: staff.role };
  const act = { at: now, actor: { kind: 'staff', ...by }, eventId: ids.newId() } as const;
  const wanted = { kind, from, ...(through !== undefined && { through }) };
  const saved = await saveBasisDecision(
    database,
    careUnitId,
    (unit) => decideBasis(unit, { ...written, decisionId, by, basis: wanted }, now),
    act,
  );
  if (saved.outcome === 'no-such-unit') return problem('not-found');
  return saved.outcome === 'refused' ? problem(saved.refusal.slug) : { decisionId };
}

/** The unit's own days are what choosers meet, so what can be listed is judged on them. */
function viewUnit({ profile, capacity }: StoredCareUnit, today: string): UnitView {
  const { careUnitId, name, municipality, careProviderName, basis } = profile;
  const { listableFrom, listableThrough, taken } = capacity;
  return {
    careUnitId,
    name,
    ...(municipality && { municipality: municipality.name }),
    careProviderName,
    basis: { ...basis },
    listable:
      today < listableFrom
        ? 'not-yet'
        : listableThrough !== undefined && listableThrough < today
          ? 'ended'
          : 'yes',
    listed: taken,
  };
}
