/**
 * What a person is told by a message. Each kind has its texts in the locale namespace `mypage`; a message holds ids and
 * instants only, never words that somebody typed.
 */
export const messageKinds = ['doctor-registered', 'doctor-proposed'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** What became of what a message asked: yes, no, or something else took its place. */
export const messageAnswers = ['accepted', 'declined', 'other'] as const;
export type MessageAnswer = (typeof messageAnswers)[number];

/** A message to a person. Unread until `readAt`. Instants are ISO, UTC. */
export interface PersonMessage {
  readonly messageId: string;
  readonly kind: MessageKind;
  readonly at: string;
  readonly data: { readonly careUnitId: string; readonly doctorId: string };
  readonly readAt?: string;
  readonly answer?: MessageAnswer;
}
