import { expect, test } from 'vitest';
import type { Interaction } from '../../shared/domain/case.ts';
import { replyWays } from '../../shared/domain/reply-ways.ts';
import { at, fromAgent, fromCustomer } from '../fixtures/entries.ts';

const interaction = (id: string, channel: Interaction['channel'], audience: Interaction['audience']): Interaction => ({
  id,
  version: 1,
  caseId: 'case-1',
  customerId: 'sam',
  channel,
  audience,
  subject: null,
  handle: null,
  startedAt: at(0),
});
const all = [
  interaction('post', 'x', 'public'),
  interaction('dm', 'x', 'private'),
  interaction('call', 'voice', 'private'),
];

test('the default is where the customer wrote last, not where we did', () => {
  const post = fromCustomer('Cancelled at the gate!', { interactionId: 'post', audience: 'public' });
  const dm = fromCustomer('Booking K7QX2M.', { interactionId: 'dm', at: at(1), handle: '@LarkwingAir' });
  const ours = fromAgent('We are here.', { interactionId: 'post', audience: 'public', at: at(2) });
  expect(replyWays(all, [post, dm, ours])).toMatchObject([
    { target: { interactionId: 'dm', audience: 'private', handle: '@LarkwingAir', replyTo: dm.id }, to: '@sam' },
    { target: { interactionId: 'post', audience: 'public', replyTo: post.id } },
  ]);
});

test('a call cannot be answered in writing, and a deleted word is not answered', () => {
  const gone = fromCustomer('Never mind.', { interactionId: 'dm', deletedAt: at(2), at: at(1) });
  expect(replyWays(all, [gone]).map(way => [way.target.interactionId, way.target.replyTo])).toEqual([
    ['post', null],
    ['dm', null],
  ]);
});
