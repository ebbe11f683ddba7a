// Whose words may go into a conversation, as desk and backend both decide it.
import { describe, expect, test } from 'vitest';
import { mayTakeWaiting, type Spoken, workAnswered, workInTheWay } from '../../shared/domain/speaking.ts';
import { FRESH_WORK, type WorkItem } from '../../shared/domain/work.ts';

const item = (id: string, more: Partial<WorkItem> = {}): WorkItem => ({
  ...FRESH_WORK,
  id,
  version: 1,
  customerId: 'max',
  customerName: 'Max',
  subject: '',
  from: '',
  caseId: 'case-1',
  interactionId: id,
  channel: 'whatsapp',
  queueId: 'q',
  queueName: 'Q',
  state: 'waiting',
  priority: 1,
  enteredAt: 1,
  holderId: null,
  epoch: 0,
  heldAt: null,
  finishedAt: null,
  ...more,
});
const held = (id: string, holderId: string, more: Partial<WorkItem> = {}) =>
  item(id, { state: 'held', holderId, ...more });
const spoken = (id: string, channel: Spoken['channel'], caseId = 'case-1'): Spoken => ({ id, caseId, channel });
const idsOf = (items: readonly WorkItem[]): string[] => items.map(({ id }) => id);

describe('words answer', () => {
  const form = item('form', { channel: 'web' });
  const letter = item('letter', { channel: 'letter' });
  const chat = item('chat');

  test('the work of their own conversation, and no other', () => {
    expect(idsOf(workAnswered([form, chat], spoken('chat', 'whatsapp')))).toEqual(['chat']);
    expect(workAnswered([form, letter], spoken('another chat', 'whatsapp'))).toEqual([]);
  });

  test('by mail, where the mail has no work of its own, the forms and letters of the case', () => {
    expect(idsOf(workAnswered([form, chat, letter], spoken('mail', 'email')))).toEqual(['form', 'letter']);
    const own = item('mail', { channel: 'email' });
    expect(idsOf(workAnswered([form, own], spoken('mail', 'email')))).toEqual(['mail']);
    expect(workAnswered([form, letter], spoken('mail', 'email', 'case-2'))).toEqual([]);
  });

  test('is in the way where it is in nobody’s hands, or in another’s', () => {
    const chatted = spoken('chat', 'whatsapp');
    expect(workInTheWay([chat], chatted, 'mara')?.id).toBe('chat');
    expect(workInTheWay([held('chat', 'priya')], chatted, 'mara')?.id).toBe('chat');
    expect(workInTheWay([item('chat', { state: 'offered', holderId: 'mara' })], chatted, 'mara')?.id).toBe('chat');
    expect(workInTheWay([held('chat', 'mara')], chatted, 'mara')).toBeNull();
    expect(workInTheWay([], chatted, 'mara')).toBeNull();
  });

  test('of several answered by one mail it is enough to hold one', () => {
    const both = [form, held('letter', 'mara', { channel: 'letter' })];
    expect(workInTheWay(both, spoken('mail', 'email'), 'mara')).toBeNull();
    expect(workInTheWay(both, spoken('mail', 'email'), 'priya')?.id).toBe('form');
  });
});

test('waiting work is for who serves its queue or holds work of the customer; a call is answered when it rings', () => {
  const mara = { queueIds: ['q'] };
  expect(mayTakeWaiting(item('chat'), mara, false)).toBe(true);
  expect(mayTakeWaiting(item('chat', { queueId: 'other' }), mara, false)).toBe(false);
  expect(mayTakeWaiting(item('chat', { queueId: 'other' }), mara, true)).toBe(true);
  expect(mayTakeWaiting(item('call', { channel: 'voice' }), mara, true)).toBe(false);
  expect(mayTakeWaiting(held('chat', 'priya'), mara, true)).toBe(false);
});
