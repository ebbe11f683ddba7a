import { describe, expect, test } from 'vitest';
import type { Interaction } from '../../shared/domain/case.ts';
import type { Identity } from '../../shared/domain/customer.ts';
import type { Entry } from '../../shared/domain/entry.ts';
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

test('a web form brings no answer back: the newest private conversation that does is the default, never a public one', () => {
  const form = fromCustomer('Where is my refund?', { interactionId: 'form', channel: 'web', at: at(9) });
  const post = fromCustomer('Hello?', { interactionId: 'post', audience: 'public', at: at(8) });
  const mail = fromCustomer('Booking K7QX2M.', { interactionId: 'mail', at: at(2) });
  const dm = fromCustomer('Me again.', { interactionId: 'dm', at: at(1) });
  const web = interaction('form', 'web', 'private');
  const both = [...all, interaction('mail', 'email', 'private'), web];
  const ids = (of: readonly Interaction[]) =>
    replyWays(of, [dm, mail, post, form]).map(({ target }) => target.interactionId);
  expect(ids(both)).toEqual(['mail', 'post', 'dm']);
  expect(ids([interaction('post', 'x', 'public'), web])).toEqual(['form', 'post']);
});

const address = (
  channel: Identity['channel'],
  display: string,
  sureness: Identity['sureness'] = 'likely',
): Identity => ({
  id: display,
  channel,
  address: display.toLowerCase(),
  display,
  sureness,
  sharedBy: 1,
  followers: null,
  evidence: [],
});
const web = { ...interaction('form', 'web', 'private'), subject: 'Sandwich' };
const form = (changes: object = {}) =>
  fromCustomer('Three slices.', {
    interactionId: 'form',
    channel: 'web',
    at: at(3),
    handle: 'larkwing.example',
    ...changes,
  });

describe('a form or letter is answered by mail', () => {
  const ways = (of: readonly Interaction[], entries: readonly Entry[], identities: readonly Identity[]) =>
    replyWays(of, entries, identities).map(({ target, ...way }) => ({ ...way, ...target }));

  test('that begins with the answer, to the address it was signed with or that is known', () => {
    for (const channel of ['web', 'email'] as const) {
      const [way] = ways([...all, web], [form()], [address('x', '@jane'), address(channel, 'Jane@post.example')]);
      expect(way).toMatchObject({ channel: 'email', audience: 'private', handle: null, to: 'Jane@post.example' });
      expect(way).toMatchObject({ interactionId: 'form', subject: 'Sandwich', lastAt: at(3) });
    }
    const letter = interaction('form', 'letter', 'private');
    expect(ways([letter], [form()], [address('email', 'a@b.example')])).toMatchObject([{ channel: 'email' }]);
  });

  test('never to an address that others have too, nor to a name: then the form has its own way and a letter none', () => {
    for (const theirs of [address('email', 'all@post.example', 'shared'), address('web', 'Jane Doe')]) {
      expect(ways([web], [form()], [theirs])).toMatchObject([{ channel: 'web', interactionId: 'form' }]);
      expect(ways([interaction('form', 'letter', 'private')], [form()], [theirs])).toEqual([]);
    }
  });

  test('in the conversation by mail that the matter has already, which is then as new; not in that of another matter', () => {
    const mail = interaction('mail', 'email', 'private');
    const entries = [fromCustomer('A mail.', { interactionId: 'mail', at: at(1) }), form()];
    const dm = fromCustomer('A message.', { interactionId: 'dm', at: at(2) });
    const known = [address('email', 'jane@post.example')];
    expect(ways([...all, mail, web], [...entries, dm], known)).toMatchObject([
      { interactionId: 'mail', channel: 'email', replyTo: entries[0]!.id, lastAt: at(3) },
      { interactionId: 'dm' },
      { interactionId: 'post' },
    ]);
    expect(ways([{ ...mail, caseId: 'case-2' }, web], entries, known)).toMatchObject([
      { interactionId: 'form', channel: 'email', lastAt: at(3) },
      { interactionId: 'mail', lastAt: at(1) },
    ]);
  });

  test('several of one matter are one way, which answers the newest', () => {
    const again = form({ interactionId: 'again', at: at(4) });
    const both = [web, { ...web, id: 'again' }];
    expect(ways(both, [form(), again], [address('web', 'a@b.example')])).toMatchObject([
      { interactionId: 'again', replyTo: again.id, lastAt: at(4) },
    ]);
  });
});

test('where a form has no way but itself, a conversation of its own matter comes before a newer one of another', () => {
  const mail = { ...interaction('mail', 'email', 'private'), caseId: 'case-2' };
  const of = [web, interaction('dm', 'x', 'private'), mail];
  const said = [
    fromCustomer('A message.', { interactionId: 'dm', at: at(1) }),
    fromCustomer('A mail.', { interactionId: 'mail', at: at(2) }),
    form(),
  ];
  expect(replyWays(of, said).map(({ target }) => target.interactionId)).toEqual(['dm', 'form', 'mail']);
});
