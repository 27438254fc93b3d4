import type { RouteName, Routes } from '#contract/routes.ts';

/** The routes that answer JSON; login and callback are visited by the browser, never called. */
export type CallName = {
  [N in RouteName]: Routes[N]['kind'] extends 'json' ? N : never;
}[RouteName];

type Reached = { readonly [N in CallName]: Pick<Routes[N], 'method' | 'path' | 'access'> };

/**
 * Where each call goes. Its types come from the contract table, so a path, method or access that differs from it, or a
 * route that is missing here, does not compile; the table itself would bring zod into the web bundle.
 */
export const paths = {
  findCareUnits: { method: 'GET', path: '/api/care-units', access: 'public' },
  getCareUnit: { method: 'GET', path: '/api/care-units/{careUnitId}', access: 'public' },
  getRules: { method: 'GET', path: '/api/rules', access: 'public' },
  getOpenApi: { method: 'GET', path: '/api/openapi.json', access: 'public' },
  findIssuers: { method: 'GET', path: '/api/e-id-issuers', access: 'public' },
  getClientKeys: { method: 'GET', path: '/auth/jwks', access: 'public' },
  findMyAccesses: { method: 'GET', path: '/api/my-accesses', access: 'person' },
  getWaitingPlaces: { method: 'GET', path: '/api/waiting-places', access: 'person' },
  getWaitingList: { method: 'GET', path: '/api/waiting-list', access: 'person' },
  joinWaitingList: { method: 'POST', path: '/api/waiting-places', access: 'person' },
  leaveWaitingList: { method: 'POST', path: '/api/waiting-places/leave', access: 'person' },
  getSession: { method: 'GET', path: '/api/session', access: 'person' },
  extendSession: { method: 'POST', path: '/api/session/extension', access: 'person' },
  endSession: { method: 'POST', path: '/api/session/end', access: 'person' },
  getStaffSession: { method: 'GET', path: '/api/staff/session', access: 'staff' },
  extendStaffSession: { method: 'POST', path: '/api/staff/session/extension', access: 'staff' },
  endStaffSession: { method: 'POST', path: '/api/staff/session/end', access: 'staff' },
  getStaffStart: { method: 'GET', path: '/api/staff/start', access: 'staff' },
  getPurpose: { method: 'GET', path: '/api/staff/purpose', access: 'staff' },
  choosePurpose: { method: 'PUT', path: '/api/staff/purpose', access: 'staff' },
  endPurpose: { method: 'POST', path: '/api/staff/purpose/end', access: 'staff' },
  lookUpListedPerson: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/people-lookups',
    access: 'staff',
  },
  getListedPerson: {
    method: 'GET',
    path: '/api/staff/care-units/{careUnitId}/people/{personId}',
    access: 'staff',
  },
  assignNamedDoctor: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/people/{personId}/named-doctor',
    access: 'staff',
  },
  lookUpPerson: { method: 'POST', path: '/api/staff/people-lookups', access: 'staff' },
  getPerson: { method: 'GET', path: '/api/staff/people/{personId}', access: 'staff' },
  openProtectedPerson: { method: 'POST', path: '/api/staff/people/{personId}/openings', access: 'staff' },
  answerDoctorProposal: {
    method: 'POST',
    path: '/api/named-doctor-proposals/{messageId}/answer',
    access: 'person',
  },
  getExemptions: { method: 'GET', path: '/api/staff/care-units/{careUnitId}/exemptions', access: 'staff' },
  registerExemption: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/exemptions',
    access: 'staff',
  },
  withdrawExemption: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/exemptions/{registrationId}/withdrawal',
    access: 'staff',
  },
  getRoster: { method: 'GET', path: '/api/staff/care-units/{careUnitId}/roster', access: 'staff' },
  addRosterEntry: { method: 'POST', path: '/api/staff/care-units/{careUnitId}/roster', access: 'staff' },
  getRosterEntry: {
    method: 'GET',
    path: '/api/staff/care-units/{careUnitId}/roster/{doctorId}',
    access: 'staff',
  },
  changeRosterEntry: {
    method: 'PUT',
    path: '/api/staff/care-units/{careUnitId}/roster/{doctorId}',
    access: 'staff',
  },
  endRosterEntry: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/roster/{doctorId}/end',
    access: 'staff',
  },
  undoRosterChange: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/roster/{doctorId}/undo',
    access: 'staff',
  },
  previewRosterChanges: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/roster-preview',
    access: 'staff',
  },
  changeRosterEntries: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/roster-changes',
    access: 'staff',
  },
  getMyPage: { method: 'GET', path: '/api/my-page', access: 'person' },
  getChoice: { method: 'GET', path: '/api/choice', access: 'person' },
  saveDraft: { method: 'PUT', path: '/api/choice', access: 'person' },
  chooseCareUnit: { method: 'POST', path: '/api/listing-choices', access: 'person' },
  cancelPendingChoice: { method: 'POST', path: '/api/listing-choices/cancellation', access: 'person' },
  chooseNamedDoctor: { method: 'POST', path: '/api/named-doctor-choices', access: 'person' },
  getReceipt: { method: 'GET', path: '/api/receipts/{receiptId}', access: 'person' },
  findPlanningScenarios: {
    method: 'GET',
    path: '/api/staff/care-units/{careUnitId}/planning',
    access: 'staff',
  },
  getPlanningStart: {
    method: 'GET',
    path: '/api/staff/care-units/{careUnitId}/planning-start',
    access: 'staff',
  },
  getPlanningScenario: {
    method: 'GET',
    path: '/api/staff/care-units/{careUnitId}/planning/{scenarioId}',
    access: 'staff',
  },
  addPlanningScenario: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/planning',
    access: 'staff',
  },
  changePlanningScenario: {
    method: 'PUT',
    path: '/api/staff/care-units/{careUnitId}/planning/{scenarioId}',
    access: 'staff',
  },
  removePlanningScenario: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/planning/{scenarioId}/removal',
    access: 'staff',
  },
  recordPlanningReview: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/planning/{scenarioId}/doctors/{doctorId}/review',
    access: 'staff',
  },
  applyPlanningTarget: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/planning/{scenarioId}/doctors/{doctorId}/ceiling',
    access: 'staff',
  },
  findCapsOfUnit: { method: 'GET', path: '/api/staff/care-units/{careUnitId}/caps', access: 'staff' },
  applyForCap: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/cap-applications',
    access: 'staff',
  },
  findCapApplications: { method: 'GET', path: '/api/staff/cap-applications', access: 'staff' },
  getCapApplication: { method: 'GET', path: '/api/staff/cap-applications/{applicationId}', access: 'staff' },
  simulateCap: {
    method: 'GET',
    path: '/api/staff/cap-applications/{applicationId}/simulation',
    access: 'staff',
  },
  recordConsultation: {
    method: 'POST',
    path: '/api/staff/cap-applications/{applicationId}/consultation',
    access: 'staff',
  },
  decideCap: {
    method: 'POST',
    path: '/api/staff/cap-applications/{applicationId}/decision',
    access: 'staff',
  },
  takeUpCap: {
    method: 'POST',
    path: '/api/staff/care-units/{careUnitId}/earlier-caps',
    access: 'staff',
  },
  endCap: { method: 'POST', path: '/api/staff/cap-applications/{applicationId}/end', access: 'staff' },
  extendCap: {
    method: 'POST',
    path: '/api/staff/cap-applications/{applicationId}/extension',
    access: 'staff',
  },
  getListingFigures: { method: 'GET', path: '/api/staff/figures', access: 'staff' },
  getServiceState: { method: 'GET', path: '/api/staff/service-state', access: 'staff' },
  findAccesses: { method: 'GET', path: '/api/staff/access-log', access: 'staff' },
  findRoles: { method: 'GET', path: '/api/staff/roles', access: 'staff' },
  giveRole: { method: 'POST', path: '/api/staff/roles', access: 'staff' },
  endRoles: { method: 'POST', path: '/api/staff/role-ends', access: 'staff' },
  findStaffMember: { method: 'POST', path: '/api/staff/staff-member-searches', access: 'staff' },
  getStaffMember: { method: 'GET', path: '/api/staff/staff-members/{staffMemberId}', access: 'staff' },
  followStaffMember: {
    method: 'GET',
    path: '/api/staff/access-log/staff-members/{staffMemberId}',
    access: 'staff',
  },
  findUnitRoles: { method: 'GET', path: '/api/staff/care-units/{careUnitId}/roles', access: 'staff' },
  giveUnitRole: { method: 'POST', path: '/api/staff/care-units/{careUnitId}/roles', access: 'staff' },
  endUnitRoles: { method: 'POST', path: '/api/staff/care-units/{careUnitId}/role-ends', access: 'staff' },
  findNamedDoctorRules: { method: 'GET', path: '/api/staff/named-doctor-rules', access: 'staff' },
  previewNamedDoctorRules: { method: 'POST', path: '/api/staff/named-doctor-rules/preview', access: 'staff' },
  decideNamedDoctorRules: {
    method: 'POST',
    path: '/api/staff/named-doctor-rules/decisions',
    access: 'staff',
  },
  withdrawNamedDoctorRules: {
    method: 'POST',
    path: '/api/staff/named-doctor-rules/decisions/{decisionId}/withdrawal',
    access: 'staff',
  },
  findCareUnitsOfRegion: { method: 'GET', path: '/api/staff/region/care-units', access: 'staff' },
  getCareUnitBasis: {
    method: 'GET',
    path: '/api/staff/region/care-units/{careUnitId}/basis',
    access: 'staff',
  },
  decideBasis: {
    method: 'POST',
    path: '/api/staff/region/care-units/{careUnitId}/basis-decisions',
    access: 'staff',
  },
  findImports: { method: 'GET', path: '/api/staff/imports', access: 'staff' },
  createImport: { method: 'POST', path: '/api/staff/imports', access: 'staff' },
  getImport: { method: 'GET', path: '/api/staff/imports/{jobId}', access: 'staff' },
  putImportPart: { method: 'PUT', path: '/api/staff/imports/{jobId}/parts/{part}', access: 'staff' },
  actOnImport: { method: 'POST', path: '/api/staff/imports/{jobId}/acts', access: 'staff' },
  answerImport: { method: 'POST', path: '/api/staff/imports/{jobId}/answers', access: 'staff' },
  findImportRows: { method: 'GET', path: '/api/staff/imports/{jobId}/rows', access: 'staff' },
  exportRegion: { method: 'GET', path: '/api/staff/exports/{kind}', access: 'staff' },
  exportRoster: {
    method: 'GET',
    path: '/api/staff/care-units/{careUnitId}/roster-export',
    access: 'staff',
  },
  getImportToken: { method: 'GET', path: '/api/staff/import-token', access: 'staff' },
  issueImportToken: { method: 'POST', path: '/api/staff/import-token', access: 'staff' },
  withdrawImportToken: { method: 'POST', path: '/api/staff/import-token/withdrawal', access: 'staff' },
} as const satisfies Reached;
