import { createHandler } from '#http/create-handler.ts';
import { readEnvironment } from '#http/read-environment.ts';
import { openDatabase } from '#store/database.ts';
import { readEndedSession, useSession } from '#store/session-item.ts';
import { answerDoctorProposal } from './answer-doctor-proposal.ts';
import { cancelPendingChoice } from './cancel-pending-choice.ts';
import { chooseCareUnit } from './choose-care-unit.ts';
import { chooseNamedDoctor } from './choose-named-doctor.ts';
import { findMyAccesses } from './find-my-accesses.ts';
import { getChoice } from './get-choice.ts';
import { getMyPage } from './get-my-page.ts';
import { getReceipt } from './get-receipt.ts';
import { getWaitingList, getWaitingPlaces } from './get-waiting.ts';
import { joinWaitingList, leaveWaitingList } from './join-waiting-list.ts';
import { saveDraft } from './save-draft.ts';

const environment = readEnvironment(process.env);
const database = openDatabase(environment);

/** A person's own listing: see it, choose, change doctor, cancel, receipt. */
export const handler = createHandler(
  'listings',
  {
    getMyPage: (_call, context) => getMyPage(database, context),
    getChoice: (_call, context) => getChoice(database, context),
    saveDraft: (call, context) => saveDraft(database, call, context),
    chooseCareUnit: (call, context) => chooseCareUnit(database, call, context),
    cancelPendingChoice: (_call, context) => cancelPendingChoice(database, context),
    chooseNamedDoctor: (call, context) => chooseNamedDoctor(database, call, context),
    answerDoctorProposal: (call, context) => answerDoctorProposal(database, call, context),
    getReceipt: (call, context) => getReceipt(database, call, context),
    findMyAccesses: (call, context) => findMyAccesses(database, call, context),
    getWaitingPlaces: (_call, context) => getWaitingPlaces(database, context),
    getWaitingList: (call, context) => getWaitingList(database, call, context),
    joinWaitingList: (call, context) => joinWaitingList(database, call, context),
    leaveWaitingList: (call, context) => leaveWaitingList(database, call, context),
  },
  {
    environment,
    findSession: (token, now) => useSession(database, token, now),
    findEndedSession: (token, now) => readEndedSession(database, token, now),
  },
);
