import type { Route } from '#contract/route.ts';
import {
  joinWaitingListBody,
  waitingActAnswer,
  waitingList,
  waitingListAnswer,
  waitingPlacesAnswer,
} from '#contract/waiting-schemas.ts';

const common = { capability: 'listings', access: 'person', kind: 'json' } as const;

/** Waiting for a place at a full unit, or with a doctor whose list is full. */
export const waitingRoutes = {
  getWaitingPlaces: {
    ...common,
    method: 'GET',
    path: '/api/waiting-places',
    summary: 'Own places in waiting lists, how many wait, and offers',
    answer: waitingPlacesAnswer,
    success: 200,
    problems: [],
  },
  getWaitingList: {
    ...common,
    method: 'GET',
    path: '/api/waiting-list',
    summary: 'What joining a waiting list would mean',
    query: waitingList,
    answer: waitingListAnswer,
    success: 200,
    problems: ['not-found'],
  },
  joinWaitingList: {
    ...common,
    method: 'POST',
    path: '/api/waiting-places',
    summary: 'Joins the waiting list of a full unit, or of a doctor there',
    body: joinWaitingListBody,
    answer: waitingActAnswer,
    success: 201,
    idempotent: true,
    problems: [
      'already-waiting',
      'too-many-waiting-places',
      'care-unit-not-listable',
      'already-listed-here',
      'place-free',
      'not-listed-here',
      'doctor-already-chosen',
      'doctor-not-choosable',
      'doctor-takes-others',
      'guardian-chooses',
      'guardian-confirms',
    ],
  },
  leaveWaitingList: {
    ...common,
    method: 'POST',
    path: '/api/waiting-places/leave',
    summary: 'Leaves a waiting list, or says no to the place that is offered',
    body: waitingList,
    answer: waitingActAnswer,
    success: 200,
    idempotent: true,
    problems: ['not-waiting'],
  },
} as const satisfies Record<string, Route>;
