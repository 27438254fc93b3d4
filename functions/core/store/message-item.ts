import { messageAnswers, messageKinds, type PersonMessage } from '#domain/person-message.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { map, oneOf, optionalText, text } from './fields.ts';
import { type Key, keys } from './keys.ts';

/** `PERSON#id / MESSAGE#at#id`: what the person is told, and whether it was read. It holds ids and instants only. */
export function toMessageItem(personId: string, message: PersonMessage): Item & Key {
  const { messageId, kind, at, data, readAt, answer } = message;
  return { ...keys.message(personId, at, messageId), messageId, kind, at, data, readAt, answer };
}

export function fromMessageItem(item: ReadItem): PersonMessage {
  const data = map(item, 'data');
  const readAt = optionalText(item, 'readAt');
  return {
    messageId: text(item, 'messageId'),
    kind: oneOf(item, 'kind', messageKinds),
    at: text(item, 'at'),
    data: { careUnitId: text(data, 'careUnitId'), doctorId: text(data, 'doctorId') },
    ...(readAt !== undefined && { readAt }),
    ...(item.answer !== undefined && { answer: oneOf(item, 'answer', messageAnswers) }),
  };
}
