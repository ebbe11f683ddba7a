// Which work an entry belongs to, and which is selected by its keys.
import { beforeEach, expect, test } from 'vitest';
import { selectedNow, workOfEntry, writtenNow } from '../../renderer/stores/selected.ts';
import { useView } from '../../renderer/stores/view.ts';
import { useWork } from '../../renderer/stores/work.ts';
import { heldItem } from './desk.tsx';

const post = heldItem({ id: 'post', channel: 'x', interactionId: 'x-1', caseId: 'case-1' });
const chat = heldItem({ id: 'chat', channel: 'whatsapp', interactionId: 'chat-1', caseId: 'case-1' });
const call = heldItem({ id: 'call', channel: 'voice', interactionId: 'call-1', caseId: 'case-2' });

beforeEach(() => {
  useView.setState(useView.getInitialState(), true);
  useWork.setState(useWork.getInitialState(), true);
});

test('an entry belongs to the work of its conversation, else to one of its case, and to none of another case', () => {
  const of = (caseId: string, interactionId: string | null) =>
    workOfEntry([post, chat, call], { caseId, interactionId })?.id ?? null;
  expect([of('case-1', 'chat-1'), of('case-1', 'x-1')]).toEqual(['chat', 'post']);
  expect([of('case-1', 'mail-1'), of('case-1', null)]).toEqual(['post', 'post']);
  expect([of('case-2', 'chat-1'), of('case-3', 'x-1')]).toEqual(['call', null]);
});

test('a call that is selected is no written work', () => {
  useWork.setState({ items: [post, call] });
  const choose = (itemId: string) =>
    useView.setState({ customerId: post.customerId, chosen: { [post.customerId]: { itemId, caseId: null } } });
  choose('post');
  expect([selectedNow()?.id, writtenNow()?.id]).toEqual(['post', 'post']);
  choose('call');
  expect([selectedNow()?.id, writtenNow()]).toEqual(['call', null]);
});
