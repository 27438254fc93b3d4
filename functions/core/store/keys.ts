/** The one file that builds keys. A key never holds anything personal: person ids are random (ADR 1). */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export const keys = {
  listing: (personId: string): Key => ({ pk: `PERSON#${personId}`, sk: 'LISTING' }),
  draft: (personId: string): Key => ({ pk: `PERSON#${personId}`, sk: 'DRAFT' }),
  intent: (personId: string, keyHash: string): Key => ({ pk: `PERSON#${personId}`, sk: `INTENT#${keyHash}` }),
  /** Sorts after LISTING, so that one query from LISTING to PAST# reads "my page" without drafts and intents. */
  past: (personId: string, until: string, receiptOrSequence: string): Key => ({
    pk: `PERSON#${personId}`,
    sk: `PAST#${until}#${receiptOrSequence}`,
  }),
  /** An exemption from one unit's cap. Sorts between LISTING and PAST#, so that "my page" reads it by the same query. */
  exemption: (personId: string, careUnitId: string): Key => ({
    pk: `PERSON#${personId}`,
    sk: `MAYCHOOSE#${careUnitId}`,
  }),
  /** That somebody was registered as exempt, beside the unit's own items: nobody who reads the unit reads it too. */
  exemptionRegistration: (careUnitId: string, registrationId: string): Key => ({
    pk: `EXEMPTIONS#${careUnitId}`,
    sk: registrationId,
  }),
  /** Sorts between LISTING and PAST#: "my page" reads them in the same query. */
  message: (personId: string, at: string, messageId: string): Key => ({
    pk: `PERSON#${personId}`,
    sk: `MESSAGE#${at}#${messageId}`,
  }),
  profile: (careUnitId: string): Key => ({ pk: `UNIT#${careUnitId}`, sk: 'PROFILE' }),
  capacity: (careUnitId: string): Key => ({ pk: `UNIT#${careUnitId}`, sk: 'CAPACITY' }),
  doctor: (careUnitId: string, doctorId: string): Key => ({
    pk: `UNIT#${careUnitId}`,
    sk: `DOCTOR#${doctorId}`,
  }),
  /** The history of a roster stands beside the unit's own items, so that nobody who reads the unit reads it too. */
  rosterChange: (careUnitId: string, doctorId: string, sequence: number): Key => ({
    pk: `ROSTER#${careUnitId}`,
    sk: `${doctorId}#${pad(sequence)}`,
  }),
  /** Scenarios stand in a partition of their own: nobody who reads the unit reads them, and nothing is published. */
  planningScenario: (careUnitId: string, scenarioId: string): Key => ({
    pk: `PLANNING#${careUnitId}`,
    sk: `SCENARIO#${scenarioId}`,
  }),
  /** Names a unit of the region, so that all are found by one query and none by a scan. */
  careUnitOfRegion: (careUnitId: string): Key => ({ pk: 'REGION', sk: `UNIT#${careUnitId}` }),
  /** A role that a member of staff holds. */
  assignment: (staffMemberId: string, assignmentId: string): Key => ({
    pk: `STAFF#${staffMemberId}`,
    sk: `ASSIGNMENT#${assignmentId}`,
  }),
  /** The same role where all are found: those of a unit, and those of the region, stand together. */
  roleOfRegion: (careUnitId: string | undefined, staffMemberId: string, assignmentId: string): Key => ({
    pk: 'ROLES',
    sk: `${rolesAt(careUnitId)}${staffMemberId}#${assignmentId}`,
  }),
  /** What was given and ended, apart from what is asked at each call. */
  roleHistory: (staffMemberId: string, sequence: number): Key => ({
    pk: `ROLEHISTORY#${staffMemberId}`,
    sk: pad(sequence),
  }),
  capApplication: (careUnitId: string, applicationId: string): Key => ({
    pk: `UNIT#${careUnitId}`,
    sk: `CAPAPPLICATION#${applicationId}`,
  }),
  decision: (careUnitId: string, decisionId: string): Key => ({
    pk: `UNIT#${careUnitId}`,
    sk: `DECISION#${decisionId}`,
  }),
  capReminder: (careUnitId: string, reminderId: string): Key => ({
    pk: `UNIT#${careUnitId}`,
    sk: `TASK#${reminderId}`,
  }),
  /** Says at which unit an application was made, and stands in the region's work list. */
  capApplicationOfRegion: (applicationId: string): Key => ({
    pk: 'CAPS',
    sk: `APPLICATION#${applicationId}`,
  }),
  /** Sorts by the day of which it reminds. */
  capReminderOfRegion: (careUnitId: string, reminderId: string): Key => ({
    pk: 'CAPS',
    sk: `TASK#${reminderId}#${careUnitId}`,
  }),
  /** Head of the chain of accesses to a person; apart from the listing, so that a look never meets a choice. */
  accessHead: (personId: string): Key => ({ pk: `ACCESS#${personId}`, sk: 'HEAD' }),
  access: (personId: string, at: string, accessId: string): Key => ({
    pk: `ACCESS#${personId}`,
    sk: `AT#${at}#${accessId}`,
  }),
  /** The same entry, by the unit (or `REGION`) whose staff it was and the local date. */
  accessOfUnit: (unit: string, date: string, at: string, accessId: string): Key => ({
    pk: `ACCESSOF#${unit}#${date}`,
    sk: `AT#${at}#${accessId}`,
  }),
  /** Who waits in a unit's list, or for a doctor there: the order is the key. */
  waiting: (careUnitId: string, doctorId: string | undefined, sequence: number): Key => ({
    pk: waitingPartition(careUnitId, doctorId),
    sk: pad(sequence),
  }),
  /** Which numbers of the list still wait, and when places opened. */
  waitingMap: (careUnitId: string, doctorId: string | undefined): Key => ({
    pk: waitingPartition(careUnitId, doctorId),
    sk: 'MAP',
  }),
  policy: (): Key => ({ pk: 'REGION', sk: 'POLICY' }),
  /** Why a version of the policy is as it is; sorts apart from the policy and from the ids of the units. */
  policyDecision: (decisionId: string): Key => ({ pk: 'REGION', sk: `RULEDECISION#${decisionId}` }),
  basisDecision: (careUnitId: string, decisionId: string): Key => ({
    pk: `UNIT#${careUnitId}`,
    sk: `BASISDECISION#${decisionId}`,
  }),
  snapshot: (): Key => ({ pk: 'DIRECTORY', sk: 'SNAPSHOT' }),
  places: (): Key => ({ pk: 'DIRECTORY', sk: 'PLACES' }),
  map: (): Key => ({ pk: 'DIRECTORY', sk: 'MAP' }),
  event: (stream: string, sequence: number): Key => ({ pk: stream, sk: pad(sequence) }),
  sealedMarker: (stream: string, sequence: number): Key => ({ pk: stream, sk: `SEALED#${pad(sequence)}` }),
  /** Table `identities`: a number is found by its keyed hash alone (ADR 1). */
  identityNumber: (pointer: string): { pk: string } => ({ pk: `NUMBER#${pointer}` }),
  /** Staff are found by the keyed hash of their HSA-id. */
  identityHsaId: (pointer: string): { pk: string } => ({ pk: `HSA#${pointer}` }),
  staffIdentity: (staffMemberId: string): { pk: string } => ({ pk: `STAFF#${staffMemberId}` }),
  identity: (personId: string): { pk: string } => ({ pk: `PERSON#${personId}` }),
  /** Table `sessions`: under the hash of the token, which only the browser has. */
  session: (tokenHash: string): { pk: string } => ({ pk: `SESSION#${tokenHash}` }),
  login: (tokenHash: string): { pk: string } => ({ pk: `LOGIN#${tokenHash}` }),
  /** The import-only token of a member of staff: one at a time. */
  importToken: (staffMemberId: string): { pk: string } => ({ pk: `IMPORTTOKEN#${staffMemberId}` }),
  /** Table `jobs`: the head says what is to be done next, and its change wakes the worker. */
  job: (jobId: string): Key => ({ pk: `JOB#${jobId}`, sk: 'HEAD' }),
  /** A part of the uploaded file. */
  jobPart: (jobId: string, part: number): Key => ({ pk: `JOB#${jobId}`, sk: `PART#${pad(part)}` }),
  /** Says that a part is there, without its bytes. */
  jobPartThere: (jobId: string, part: number): Key => ({ pk: `JOB#${jobId}`, sk: `THERE#${pad(part)}` }),
  /** Rows as read, by chunk; what becomes of them; and what was written, by chunk and batch. */
  jobRows: (jobId: string, chunk: number): Key => ({ pk: `JOB#${jobId}`, sk: `ROWS#${pad(chunk)}` }),
  jobFates: (jobId: string, chunk: number): Key => ({ pk: `JOB#${jobId}`, sk: `FATES#${pad(chunk)}` }),
  jobDone: (jobId: string, chunk: number, batch: number): Key => ({
    pk: `JOB#${jobId}`,
    sk: `DONE#${pad(chunk)}#${pad(batch)}`,
  }),
  /** The history of jobs, in the order in which they were begun. */
  jobOfRegion: (createdAt: string, jobId: string): Key => ({ pk: 'JOBS', sk: `${createdAt}#${jobId}` }),
  /** Held by the one job that changes the region. */
  jobLock: (): Key => ({ pk: 'LOCK', sk: 'IMPORT' }),
  seal: (sealedUnder: string, sequence: number): Key => ({ pk: `SEAL#${sealedUnder}`, sk: pad(sequence) }),
} as const;

/** How the keys of all roles at a unit begin, or of those in the region. */
export function rolesAt(careUnitId: string | undefined): string {
  return careUnitId === undefined ? 'REGION#' : `UNIT#${careUnitId}#`;
}

function waitingPartition(careUnitId: string, doctorId: string | undefined): string {
  return doctorId === undefined ? `WAITING#${careUnitId}` : `WAITING#${careUnitId}#${doctorId}`;
}

const shards = 16;

/** Index `effective`: partition of the listings that become current on a date; 16 shards by person id. */
export function duePartition(effectiveDate: string, personId: string): string {
  const shard = Number.parseInt(personId.slice(-1), 36) % shards;
  return `${effectiveDate}#${shard.toString(16)}`;
}

/** All partitions of a date. */
export function duePartitionsOf(effectiveDate: string): string[] {
  return Array.from({ length: shards }, (_, shard) => `${effectiveDate}#${shard.toString(16)}`);
}

function pad(sequence: number): string {
  return String(sequence).padStart(10, '0');
}
