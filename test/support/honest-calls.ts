import type { Route } from '#contract/route.ts';
import { namedDoctorPresets } from '#domain/policy-defaults.ts';
import type { ApiRequest } from './api-events.ts';
import { scenarioWanted } from './planning.ts';
import { wanted } from './roster.ts';
import { personToken, publicOrigin, staffToken } from './stub-handlers.ts';

const wished = { number: 100, from: '2027-01-01', exemptions: ['newborn'] };
const ruling = { reasons: 'Too few doctors.', diaryNumber: 'RD 2026-1', announcedOn: '2026-11-21' };

const someone = { hsaId: 'SE2321000180-DEMO1', name: 'Test Testperson' };
const oneRole = { staffMemberId: 's'.repeat(26), assignmentId: 'a'.repeat(26) };
const decision = { ...ruling, decidedOn: '2026-11-20' };

/** A body that each route with one accepts. */
export const honestBodies: Readonly<Record<string, object>> = {
  saveDraft: { careUnitId: 'falun' },
  chooseCareUnit: { careUnitId: 'falun', namedDoctor: { kind: 'later' }, conditionsVersion: '1' },
  addRosterEntry: { rev: 1, entry: wanted() },
  changeRosterEntry: { rev: 1, entry: wanted() },
  endRosterEntry: { rev: 1, lastDay: '2026-12-31' },
  undoRosterChange: { rev: 1, changeId: 1 },
  previewRosterChanges: { rev: 1, doctorIds: ['abcd'], acceptsNew: true },
  changeRosterEntries: { rev: 1, doctorIds: ['abcd'], acceptsNew: true },
  addPlanningScenario: { scenario: scenarioWanted() },
  changePlanningScenario: { version: 1, scenario: scenarioWanted() },
  removePlanningScenario: { version: 1 },
  recordPlanningReview: {
    version: 1,
    target: 900,
    heldOn: '2026-11-20',
    manager: true,
    doctor: true,
    supervisor: false,
    studyDirector: 'notNeeded',
  },
  applyPlanningTarget: { version: 1, rev: 1, from: '2026-12-01' },
  applyForCap: { reasons: 'Two doctors leave.', actionPlan: 'Two are sought.', wished },
  recordConsultation: { heldOn: '2026-11-20', summary: 'Agreed.' },
  decideCap: { ...ruling, outcome: 'grant', terms: wished },
  takeUpCap: { from: '2026-01-01', decisionNumber: 'RD 2025-1' },
  endCap: { ...ruling, liftedFrom: '2027-01-01' },
  extendCap: { ...ruling, through: '2027-06-30' },
  lookUpListedPerson: { number: '199001012385' },
  lookUpPerson: { number: '199001012385' },
  assignNamedDoctor: { doctorId: 'abcd', kind: 'proposed', version: 1 },
  openProtectedPerson: { reason: 'The person called and asked.' },
  answerDoctorProposal: { careUnitId: 'falun', answer: 'accept' },
  registerExemption: { number: '19900101-2380', code: 'careHome' },
  choosePurpose: { purpose: 'care' },
  giveRole: { ...someone, role: 'analyst', from: '2026-12-01' },
  giveUnitRole: { ...someone, role: 'unitDelegate', from: '2026-12-01' },
  endRoles: { ends: [oneRole], confirm: false },
  endUnitRoles: { ends: [oneRole], confirm: false },
  findStaffMember: { hsaId: someone.hsaId },
  previewNamedDoctorRules: { rules: namedDoctorPresets.permissive, appliesFrom: '2027-01-01' },
  decideNamedDoctorRules: {
    ...decision,
    after: 'first',
    rules: namedDoctorPresets.permissive,
    appliesFrom: '2027-01-01',
  },
  withdrawNamedDoctorRules: { ...decision, after: 'first' },
  decideBasis: { ...decision, rev: 0, basis: { kind: 'contract', from: '2026-01-01' } },
  createImport: {
    kind: 'doctors',
    fileName: 'doctors.csv',
    bytes: 10,
    sha256: '0'.repeat(64),
    asOf: '2026-11-21',
  },
  putImportPart: { data: 'aGVq' },
  actOnImport: { act: 'dryRun' },
  answerImport: { answers: [{ row: 2, kind: 'leaveOut' }] },
  joinWaitingList: { careUnitId: 'falun', automatic: false },
  leaveWaitingList: { careUnitId: 'falun' },
  chooseNamedDoctor: { careUnitId: 'falun', namedDoctor: { kind: 'doctor', doctorId: 'abcd' } },
};

/** A query that each route with a required one accepts. */
export const honestQueries: Readonly<Record<string, string>> = {
  exportRegion: 'format=csv',
  exportRoster: 'format=xlsx',
  getWaitingList: 'careUnitId=falun',
  simulateCap: 'number=100&from=2027-01-01',
  findAccesses: 'unit=falun&day=2026-11-21',
  followStaffMember: 'from=2026-11-15&through=2026-11-21',
};

/** A value of each path parameter. */
export const honestParams: Readonly<Record<string, string>> = {
  careUnitId: 'falun',
  doctorId: 'abcd',
  receiptId: 'r'.repeat(26),
  part: '1',
  kind: 'doctors',
};

/** The path of a route with its parameters filled in. */
export function pathOf({ path }: Route, params: Readonly<Record<string, string>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? honestParams[key] ?? 'r'.repeat(26));
}

/** A request that nothing is wrong with, by somebody who may make it. */
export function honestCall(
  name: string,
  route: Route,
  params: Readonly<Record<string, string>> = {},
): ApiRequest & { headers: Record<string, string>; body?: string } {
  const isWrite = route.method !== 'GET';
  const query = honestQueries[name];
  return {
    method: route.method,
    path: pathOf(route, params),
    headers: {
      ...(isWrite && { origin: publicOrigin, 'content-type': 'application/json' }),
      ...(route.idempotent && { 'idempotency-key': 'k'.repeat(26) }),
    },
    cookies: [`__Host-person=${personToken}`, `__Host-staff=${staffToken}`],
    ...(query !== undefined && { query }),
    ...(isWrite && { body: JSON.stringify(honestBodies[name] ?? {}) }),
  };
}
