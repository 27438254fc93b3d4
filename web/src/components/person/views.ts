import type { AnswerOf } from '#contract/routes.ts';

/** What the API answers about a person, by the names the pages use. */
export type MyPage = AnswerOf<'getMyPage'>;
export type Choice = AnswerOf<'getChoice'>;
export type Draft = NonNullable<Choice['draft']>;
export type ReceiptView = AnswerOf<'getReceipt'>;
export type NamedDoctorView = ReceiptView['namedDoctor'];
export type ChangesView = MyPage['changes'];
export type CareUnitView = AnswerOf<'getCareUnit'>['careUnit'];
export type WaitingPlace = AnswerOf<'getWaitingPlaces'>['places'][number];
export type WaitingList = AnswerOf<'getWaitingList'>;
export type DoctorVerdict = Choice['doctors'][number];
