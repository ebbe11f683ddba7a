// Replies in the manner of their channel: threads, canned texts, handles, mail, the guard, and no reply at all.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import type { Interaction } from '../../shared/domain/case.ts';
import type { Identity } from '../../shared/domain/customer.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { Team } from '../../shared/domain/team.ts';
import { FRESH_WORK, type WorkItem } from '../../shared/domain/work.ts';
import { close, Desk, settle, show } from './desk.tsx';
import { customerWith, entryOf, someone } from './made.ts';

afterEach(close);

const handle = (address: string, channel: Team['handles'][number]['channel'], signOff: string | null) => ({
  address,
  channel,
  name: address,
  signOff,
  shiftIntro: null,
  signature: channel === 'email' ? '{{agent.name}}\nLarkwing Air' : null,
});
const team = {
  id: 'team',
  version: 1,
  name: 'Larkwing Care',
  notReadyReasons: [],
  noResponseReasons: ['Spam', 'No question in it'],
  voiceExclusive: true,
  handles: [
    handle('@LarkwingCare', 'x', '^{{agent.initials}}'),
    handle('@LarkwingAir', 'x', null),
    handle('care@larkwing.example', 'email', null),
  ],
  macros: [
    {
      id: 'bag',
      name: 'Bag traced',
      channels: null,
      text: 'Hi {{customer.firstName}}, it comes to {{?where}} by {{?day}}.',
    },
    { id: 'mail', name: 'Only by mail', channels: ['email'], text: 'Dear customer' },
  ],
} as unknown as Team;

const thread = (id: string, changes: Partial<Interaction>): Interaction => ({
  id,
  version: 1,
  caseId: 'case-1',
  customerId: 'max',
  channel: 'x',
  audience: 'public',
  subject: null,
  handle: '@LarkwingCare',
  startedAt: 0,
  ...changes,
});
const held: WorkItem = {
  id: 'w1',
  version: 1,
  customerId: 'max',
  caseId: 'case-1',
  interactionId: 'x-1',
  channel: 'x',
  queueId: 'q',
  queueName: 'Social',
  state: 'held',
  subject: 'Lost',
  from: '@maxi',
  customerName: 'Maximiliane Oyelaran',
  priority: 0,
  enteredAt: 0,
  holderId: 'mara',
  epoch: 1,
  heldAt: 1,
  finishedAt: null,
  ...FRESH_WORK,
};

async function desk(entries?: readonly Entry[], more = {}): Promise<Desk> {
  const made = new Desk();
  made.team = team;
  made.core.customers.set(
    'max',
    customerWith(entries ?? [entryOf('post', { id: 'the-post', text: 'Is anybody there?' })], more),
  );
  made.work = { ...made.work, items: [held] };
  await show(made, '#work/max');
  return made;
}
const composer = () => within(screen.getByRole('region', { name: 'Composer' }));
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
const write = (text: string) => fireEvent.change(field(), { target: { value: text } });
const press = async (name: string | RegExp) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};

describe('a sign-off', () => {
  test('is said, counted, and sent behind the words', async () => {
    const one = await desk();
    write('a'.repeat(276));
    expect(composer().getByText('Signed ^ML')).toBeDefined();
    expect(composer().getByText('280 of 280')).toBeDefined();
    await press('Send');
    expect(one.asked('reply.send')).toMatchObject([{ text: `${'a'.repeat(276)}\u00a0^ML` }]);
  });

  test('is that of the handle the agent chooses, which is kept with the draft and sent', async () => {
    const one = await desk();
    write('We are here.');
    fireEvent.click(composer().getByRole('button', { name: /X as @LarkwingCare/ }));
    await settle();
    fireEvent.click(screen.getByRole('menuitemradio', { name: /@LarkwingAir/ }));
    await settle();
    await press('Send');
    expect(one.asked('reply.send')).toMatchObject([{ text: 'We are here.', target: { handle: '@LarkwingAir' } }]);
  });
});

describe('words too long for one post', () => {
  const long = `${'word '.repeat(50).trim()}. `.repeat(2);

  test('go as a thread where the agent says so, shown as the posts they become', async () => {
    const one = await desk();
    write(long);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true);
    expect(composer().getAllByText(/\bover\b/)).toHaveLength(1);
    await press('As a thread');
    expect(document.activeElement).toBe(field());
    expect(screen.getByRole('list', { name: 'Thread of 2 posts' }).children).toHaveLength(2);
    await press('Send 2 posts');
    expect(one.asked('reply.send')).toMatchObject([{ thread: 'numbered' }]);
  });

  test('a near end is said before it is reached', async () => {
    await desk();
    write('a'.repeat(200));
    expect(composer().getByText('204 of 280').className).not.toMatch(/near/);
    write('a'.repeat(260));
    expect(composer().getByText('264 of 280').className).toMatch(/near/);
  });
});

describe('canned texts', () => {
  const open = async () => {
    fireEvent.keyDown(field(), { key: '/' });
    await settle();
  };

  test('/ at the beginning opens those of the channel, found by any word, filled in with what is known', async () => {
    const one = await desk();
    await open();
    expect(screen.queryByRole('menuitem', { name: /Only by mail/ })).toBeNull();
    fireEvent.click(screen.getByRole('menuitem', { name: /Bag traced/ }));
    await settle();
    expect(field().value).toBe('Hi Maximiliane, it comes to {{?where}} by {{?day}}.');
    expect(composer().getByText('Fill in: where, and 1 more. Tab goes to the next.')).toBeDefined();
    fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
    await settle();
    expect(one.asked('reply.send')).toEqual([]);
  });

  test('Tab goes from blank to blank', async () => {
    await desk();
    write('to {{?where}} by {{?day}}');
    field().setSelectionRange(0, 0);
    const chosen = () => field().value.slice(field().selectionStart, field().selectionEnd);
    fireEvent.keyDown(field(), { key: 'Tab' });
    expect(chosen()).toBe('{{?where}}');
    fireEvent.keyDown(field(), { key: 'Tab' });
    expect(chosen()).toBe('{{?day}}');
    expect(document.querySelectorAll('mark')).toHaveLength(2);
  });

  test('/ within a line is a letter, and nothing of the list is there before it opens', async () => {
    await desk();
    write('and');
    fireEvent.keyDown(field(), { key: '/' });
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('the guard of public words', () => {
  const entries = () => [
    entryOf('message', { id: 'secret', text: 'My booking is QX7T2M' }),
    entryOf('post', { id: 'the-post', text: 'Is anybody there?' }),
  ];

  test('shows what was said in private only, and sends by a second act alone', async () => {
    const one = await desk(entries());
    write('Booking QX7T2M is changed.');
    await press('Send');
    const panel = within(screen.getByRole('alertdialog', { name: 'Said in private only' }));
    expect(panel.getByText('QX7T2M')).toBeDefined();
    expect(one.asked('reply.send')).toEqual([]);
    fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
    await settle();
    expect(one.asked('reply.send')).toEqual([]);
    await press('Send it all the same');
    expect(one.asked('reply.send')).toMatchObject([{ knowingly: ['QX7T2M'] }]);
  });

  test('Escape goes back to the words', async () => {
    await desk(entries());
    write('Booking QX7T2M is changed.');
    field().focus();
    fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
    await settle();
    const panel = screen.getByRole('alertdialog', { name: 'Said in private only' });
    expect(panel.contains(document.activeElement)).toBe(true);
    fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
    await settle();
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(document.activeElement).toBe(field());
  });

  test('other words are asked about anew, and words that give nothing away go at once', async () => {
    const one = await desk(entries());
    write('Booking QX7T2M is changed.');
    await press('Send');
    write('Your booking is changed.');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await press('Send');
    expect(one.asked('reply.send')).toHaveLength(1);
    expect(one.asked('reply.send')[0]).not.toHaveProperty('knowingly');
  });
});

describe('an email', () => {
  const author = { kind: 'customer', name: 'Max', address: 'max@post.example', agentId: null } as const;
  const mail = () =>
    desk([entryOf('email', { id: 'the-mail', text: 'Where is it?', author, handle: 'care@larkwing.example' })], {
      interactions: [thread('email-1', { channel: 'email', audience: 'private', handle: 'care@larkwing.example' })],
    });
  const to = () => composer().getByRole('textbox', { name: 'Add to To' });

  test('goes to whom the agent says, with the quote and the signature of its handle', async () => {
    const one = await mail();
    fireEvent.change(to(), { target: { value: 'Bo <bo@y.example>' } });
    fireEvent.keyDown(to(), { key: 'Enter' });
    write('Tomorrow.');
    await press(/Signature, Quote/);
    expect(composer().getByText(/> Where is it\?/)).toBeDefined();
    await press('Send');
    expect(one.asked('reply.send')).toMatchObject([
      {
        mail: {
          to: ['max@post.example', 'Bo <bo@y.example>'],
          cc: [],
          quote: true,
          signature: 'Mara Lindholm\nLarkwing Air',
        },
      },
    ]);
  });

  test('what is no address is marked, said, and nothing is sent past it', async () => {
    const one = await mail();
    write('Tomorrow.');
    fireEvent.change(to(), { target: { value: 'bo@y' } });
    fireEvent.keyDown(to(), { key: 'Enter', ctrlKey: true });
    await settle();
    expect(composer().getByText('bo@y is no address')).toBeDefined();
    expect(one.asked('reply.send')).toEqual([]);
  });

  test('a copy is asked for by key, and the next word goes into its field', async () => {
    const one = await mail();
    await press('Cc');
    const cc = composer().getByRole('textbox', { name: 'Add to Cc' });
    expect(document.activeElement).toBe(cc);
    fireEvent.change(cc, { target: { value: 'bo@y.example' } });
    fireEvent.keyDown(cc, { key: 'Enter' });
    write('Tomorrow.');
    await press('Send');
    expect(one.asked('reply.send')).toMatchObject([{ mail: { to: ['max@post.example'], cc: ['bo@y.example'] } }]);
  });

  test('of more others than a field takes, that they are left out is said with why, and no press would bring them', async () => {
    const to = Array.from({ length: 61 }, (_, i) => `guest${i}@x.example`);
    const email = { ...entryOf('email').email, to, cc: [] };
    await desk([entryOf('email', { author, email, handle: 'care@larkwing.example' })], {
      interactions: [thread('email-1', { channel: 'email', audience: 'private', handle: 'care@larkwing.example' })],
    });
    const said = '61 others left out: with them a field would have more than 50 recipients';
    expect(composer().getByText(said).closest('button')).toBeNull();
  });

  test('others who had the mail are said to be left out; all of them have the answer by one press, and none by another', async () => {
    const email = {
      ...entryOf('email').email,
      to: ['Larkwing Care <care@larkwing.example>', 'Ann <ann@x.example>'],
      cc: ['"Reeve, Bob" <bob@x.example>'],
    };
    const one = await desk([entryOf('email', { author, email, handle: 'care@larkwing.example' })], {
      interactions: [thread('email-1', { channel: 'email', audience: 'private', handle: 'care@larkwing.example' })],
    });
    expect(composer().getByText('Private, by email to max@post.example.')).toBeDefined();
    await press('2 others left out');
    expect(composer().getByText('Private, by email to max@post.example and 2 others.')).toBeDefined();
    await press('The 2 others too');
    expect(composer().queryByText(/ann@x/)).toBeNull();
    await press('2 others left out');
    write('Tomorrow.');
    await press('Send');
    expect(one.asked('reply.send')).toMatchObject([
      { mail: { to: ['max@post.example', 'Ann <ann@x.example>'], cc: ['"Reeve, Bob" <bob@x.example>'] } },
    ]);
  });

  test('who can read it is whom the agent put there, not who wrote last', async () => {
    await mail();
    await press('Remove max@post.example');
    expect(composer().getByText('Private, by email.')).toBeDefined();
    fireEvent.change(to(), { target: { value: 'bo@y.example' } });
    fireEvent.keyDown(to(), { key: 'Enter' });
    await settle();
    expect(composer().getByText('Private, by email to bo@y.example.')).toBeDefined();
  });

  test('without anybody to go to it is not sent', async () => {
    const one = await mail();
    write('Tomorrow.');
    await press('Remove max@post.example');
    expect(composer().getByText('Say to whom it goes.')).toBeDefined();
    expect(one.asked('reply.send')).toEqual([]);
  });
});

test('a form is answered by a mail from the team’s address, to the one that is known', async () => {
  const identity = { id: 'i', channel: 'web', address: 'max@post.example', display: 'max@post.example' } as const;
  const known = { ...identity, sureness: 'likely', sharedBy: 1, followers: null, evidence: [] } as const;
  const one = await desk(
    [entryOf('message', { id: 'the-form', channel: 'web', interactionId: 'f-1', audience: 'private' })],
    {
      interactions: [thread('f-1', { channel: 'web', audience: 'private', handle: null, subject: 'Sandwich' })],
      customer: { ...someone, identities: [known] },
    },
  );
  expect(composer().getByText('Private, by email to max@post.example.')).toBeDefined();
  write('The caterer has been told.');
  await press('Send');
  expect(one.asked('reply.send')).toMatchObject([
    {
      target: { interactionId: 'f-1', channel: 'email', handle: 'care@larkwing.example', replyTo: 'the-form' },
      subject: 'Re: Sandwich',
      mail: { to: ['max@post.example'], signature: 'Mara Lindholm\nLarkwing Air' },
    },
  ]);
});

test('a form without an address is answered on the form, which says that it may not reach anybody', async () => {
  await desk([entryOf('message', { id: 'the-form', channel: 'web', interactionId: 'f-1', audience: 'private' })], {
    interactions: [thread('f-1', { channel: 'web', audience: 'private', handle: null })],
  });
  expect(composer().getByText(/^Private, by web form .*may not reach them/)).toBeDefined();
});

describe('without a reply', () => {
  const choose = async (name: RegExp) => {
    await press('Without a reply');
    fireEvent.click(screen.getByRole('menuitem', { name }));
    await settle();
  };

  test.each([
    [/^Spam/, 'work.noResponse', { workItemId: 'w1', reason: 'Spam' }],
    [/^Mark as praise/, 'work.praise', { workItemId: 'w1', act: 'marked', handle: '@LarkwingCare' }],
    [/^By direct message/, 'case.move', { workItemId: 'w1', way: 'direct-message' }],
  ])('%s', async (name, asked, input) => {
    const one = await desk();
    await choose(name);
    expect(one.asked(asked)).toEqual([input]);
  });
});

describe('going on by another way', () => {
  const inPrivate = (identities: Identity[]) =>
    desk([entryOf('message', { id: 'dm', channel: 'x', interactionId: 'x-2', audience: 'private' })], {
      interactions: [thread('x-2', { channel: 'x', audience: 'private' })],
      customer: { ...someone, identities },
    });
  const ways = async () => {
    await press('Without a reply');
    const moves = screen.getByRole('group', { name: 'Go on by another way' });
    return within(moves).getAllByRole('menuitem');
  };

  test('from a direct message it is by email or phone; by email where an address is known', async () => {
    const address = 'max@post.example';
    const mail: Identity = {
      id: 'i1',
      channel: 'email',
      address,
      display: address,
      sureness: 'proven',
      sharedBy: 1,
      followers: null,
      evidence: [],
    };
    const one = await inPrivate([mail]);
    const items = await ways();
    expect(items.map(({ textContent }) => textContent)).toEqual(['By email', 'By phone']);
    fireEvent.click(items[0]!);
    await settle();
    expect(one.asked('case.move')).toEqual([{ workItemId: 'w1', way: 'email' }]);
  });

  test('without an address it is not by email, and that is said', async () => {
    const one = await inPrivate([]);
    const [mail] = await ways();
    expect(mail!.getAttribute('aria-disabled')).toBe('true');
    expect(mail!.textContent).toContain('No mail address of theirs is known');
    fireEvent.click(mail!);
    await settle();
    expect(one.asked('case.move')).toEqual([]);
  });
});

test('the composer stays on the screen when the customer changes: its words do, and no Undo leads back', async () => {
  const one = await desk();
  const other = customerWith([entryOf('post', { id: 'other', customerId: 'ana', text: 'Hello' })]);
  one.core.customers.set('ana', { ...other, customer: { ...other.customer, id: 'ana', name: 'Ana Pereira' } });
  write('For Max only');
  const region = screen.getByRole('region', { name: 'Composer' });
  const segment = region.querySelector('[role=radiogroup]');
  const written = field();
  history.replaceState(null, '', '#work/ana');
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  await settle();
  await settle();
  expect(field().value).toBe('');
  expect(field()).not.toBe(written);
  expect(region.isConnected && segment?.isConnected).toBe(true);
});

test('canned texts and what settles without a reply have keys of their own, and stand in the palette', async () => {
  await desk();
  fireEvent.keyDown(document.body, { key: 'd' });
  await settle();
  expect(screen.getByRole('menuitem', { name: /^Mark as praise/ })).toBeDefined();
  expect(document.activeElement).toBe(screen.getAllByRole('menuitem')[0]);
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  await settle();
  fireEvent.keyDown(document.body, { key: 'm' });
  await settle();
  expect(screen.getByRole('menu', { name: 'Canned texts' })).toBeDefined();
});
