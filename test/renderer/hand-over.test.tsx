// Handing work over, colleagues who are asked in, and who else is there: as the agent and the lead see it, by keyboard.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Handlers, OutboxItem } from '../../shared/contract/bridge.ts';
import { hostWords } from '../../renderer/text/host.ts';
import type { HereOf } from '../../shared/domain/here.ts';
import type { Colleague, Roster } from '../../shared/domain/roster.ts';
import type { Handover, WorkItem } from '../../shared/domain/work.ts';
import { close, Desk, heldItem, live, mara, offerFor, settle, show } from './desk.tsx';

afterEach(close);

const colleague = (name: string, more: Partial<Colleague> = {}): Colleague => ({
  agentId: name.toLowerCase(),
  name,
  role: 'agent',
  queueIds: ['priority'],
  channels: ['email', 'voice'],
  skills: [],
  state: 'available',
  since: Date.now() - 60_000,
  free: true,
  ...more,
});
const roster = (): Roster => ({
  madeAt: Date.now() - 3_000,
  colleagues: [
    colleague('Zoe', { state: 'on-contact', free: false }),
    colleague('Priya', { skills: ['Refunds'] }),
    colleague('Otto', { channels: ['voice'] }),
    { ...colleague('Mara Lindholm'), agentId: mara.id },
  ],
  queues: [
    { id: 'priority', name: 'Priority care', channels: ['email', 'voice'], waiting: 1, seniorSkill: 'Senior' },
    { id: 'general', name: 'Email, general', channels: ['email'], waiting: 4, seniorSkill: null },
    { id: 'social', name: 'Social', channels: ['x'], waiting: 0, seniorSkill: null },
  ],
});
const handover = (more: Partial<Handover> = {}): Handover => ({
  why: 'transferred',
  fromId: 'priya',
  fromName: 'Priya Shah',
  note: 'I promised a call today.',
  at: Date.now(),
  ...more,
});
const made = (kind: OutboxItem['kind'], more: Partial<OutboxItem> = {}): OutboxItem => ({
  commandId: `command ${kind}`,
  kind,
  state: 'queued',
  at: Date.now(),
  customerId: 'max',
  workItemId: 'work-1',
  reason: null,
  code: null,
  ...more,
});

async function desk(item: Partial<WorkItem> | null = {}, more: Partial<Handlers> = {}): Promise<Desk> {
  const one = new Desk();
  if (item) one.work = { offer: null, lastOffer: null, items: [heldItem({ channel: 'email', ...item })] };
  const asked = (kind: OutboxItem['kind']) => () => made(kind);
  Object.assign(one.core.others, {
    'roster.read': roster,
    'work.transfer': asked('work.transfer'),
    'work.escalate': asked('work.escalate'),
    'work.consult': asked('work.consult'),
    'work.endConsult': asked('work.endConsult'),
    'work.conference': asked('work.conference'),
    'work.completeTransfer': asked('work.completeTransfer'),
    'work.leave': asked('work.leave'),
    'work.reassign': asked('work.reassign'),
    ...more,
  } satisfies Partial<Handlers>);
  await show(one, '#work/max');
  return one;
}
const keys = async (...pressed: string[]): Promise<void> => {
  for (const key of pressed) {
    const on = document.activeElement ?? document.body;
    fireEvent.keyDown(on, { key });
    fireEvent.keyUp(on, { key });
    await settle();
  }
};
const click = async (on: HTMLElement): Promise<void> => {
  fireEvent.click(on);
  await settle();
};
async function type(field: HTMLElement, text: string): Promise<void> {
  field.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertText', bubbles: true }));
  fireEvent.input(field, { target: { value: text } });
  await settle();
}
const options = () => screen.getAllByRole('option').map(one => one.textContent);

test('a transfer is searched, chosen and sent by keyboard alone, with its note', async () => {
  const one = await desk();
  await keys('h', 't');
  const dialog = await screen.findByRole('dialog', { name: 'Transfer the work for Maximiliane Oyelaran' });
  expect(options()).toEqual(['PriyaAvailable, free', 'ZoeOn a contact', 'Email, general4 wait', 'Refunds1 colleague']);
  await type(screen.getByRole('searchbox', { name: 'Find a colleague, queue or skill' }), 'pri');
  await waitFor(() => expect(options()).toEqual(['PriyaAvailable, free']));
  await keys('Enter');
  const note = within(dialog).getByRole('textbox', { name: /Note/ });
  fireEvent.change(note, { target: { value: 'Bag is in Oslo.' } });
  fireEvent.keyDown(note, { key: 'Enter', ctrlKey: true });
  await waitFor(() =>
    expect(one.asked('work.transfer')).toEqual([
      { workItemId: 'work-1', destination: { to: 'agent', agentId: 'priya' }, note: 'Bag is in Oslo.' },
    ]),
  );
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a question goes to whoever is free of a queue or has a skill, by keyboard alone', async () => {
  const one = await desk();
  await keys('h', 'c');
  await screen.findByRole('dialog');
  expect(options()).toEqual(expect.arrayContaining(['Email, generalnobody free', 'Refunds1 colleague']));
  await type(screen.getByRole('searchbox', { name: /^Find/ }), 'refu');
  await waitFor(() => expect(options()).toEqual(['Refunds1 colleague']));
  await keys('Enter');
  fireEvent.keyDown(screen.getByRole('textbox', { name: /Note/ }), { key: 'Enter', ctrlKey: true });
  await waitFor(() =>
    expect(one.asked('work.consult')).toEqual([
      { workItemId: 'work-1', agentId: null, among: { to: 'skill', skill: 'Refunds' }, note: null },
    ]),
  );
});

test('nothing leaves without somebody to go to, and the team’s note where it wants one', async () => {
  const team = { id: 't', version: 1, name: 'T', notReadyReasons: [], noResponseReasons: [], voiceExclusive: true };
  const one = await desk(
    {},
    {
      'session.read': () => ({
        agent: mara,
        team: { ...team, handles: [], macros: [], handoverNote: true },
        host: 'browser',
        version: '0',
        settings: SETTINGS,
      }),
    },
  );
  await keys('h', 't');
  await screen.findByRole('dialog');
  await click(screen.getByRole('button', { name: 'Transfer' }));
  expect(screen.getByRole('alert').textContent).toContain('Choose to whom it goes.');
  await click(screen.getByRole('option', { name: /Priya/ }));
  await click(screen.getByRole('button', { name: 'Transfer' }));
  expect(screen.getByRole('alert').textContent).toContain('A note is needed');
  expect(one.asked('work.transfer')).toEqual([]);
});
const SETTINGS = new Desk().settings;

test('offline it says how old the list is, and what was asked waits where it can be seen', async () => {
  const one = await desk();
  one.connection = { ...live, state: 'offline', since: Date.now() - 5_000 };
  await one.push({ topic: 'connection', connection: one.connection });
  await keys('h', 't');
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByRole('status').textContent).toMatch(/As last heard, .* ago/);
  await keys('Escape');
  one.outbox = [made('work.transfer')];
  await one.push({ topic: 'outbox' });
  expect(screen.getByText(/Transfer under way\. Waits for the connection/)).toBeTruthy();
  one.outbox = [made('work.transfer', { destination: { to: 'agent', agentId: 'priya' } })];
  await one.push({ topic: 'outbox' });
  expect(screen.getByText(/Transfer to Priya.* under way\. Waits for the connection/)).toBeTruthy();
  for (const [connection, said] of [
    [{ state: 'signed-out' }, 'Waits until you sign in again'],
    [{ state: 'replaced' }, 'Waits until you use this desk again'],
    [{ state: 'upgrade-required' }, 'Waits until this program is updated'],
    [{ state: 'offline', reason: hostWords.gone }, 'Nothing is sent from this page any more'],
    [{ state: 'live' }, null],
  ] as const) {
    await one.push({ topic: 'connection', connection: { ...live, ...connection } });
    const strip = screen.getByText(/Transfer to Priya.* under way/);
    expect(strip.textContent?.split('under way. ')[1] ?? null).toBe(said);
  }
});

test('a refused transfer says why in words, and its note comes back into the dialog', async () => {
  const one = await desk();
  one.outbox = [made('work.transfer', { state: 'refused', code: 'conflict', reason: 'Priya Shah is not signed in.' })];
  const begun = { about: 'hand-over work-1', customerIds: ['max'], fields: { note: 'Bag is in Oslo.' } };
  one.core.takenBack = { text: 'Bag is in Oslo.', draft: null, begun };
  await one.push({ topic: 'outbox' });
  expect(screen.getByText('Priya Shah is not signed in.')).toBeTruthy();
  await click(screen.getByRole('button', { name: 'Edit' }));
  const dialog = await screen.findByRole('dialog');
  const note = within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: /Note/ });
  expect(note.value).toBe('Bag is in Oslo.');
});

test.each([
  ['is there still, they get it', 'consulted', /Hand over the work for/],
  ['has left, somebody else is chosen', 'asked', /Transfer the work for/],
] as const)('a refused hand-over to who was asked in is edited: if they %s', async (_who, role, title) => {
  const one = await desk({ participants: [{ agentId: 'priya', name: 'Priya', role, since: Date.now() }] });
  one.outbox = [made('work.completeTransfer', { state: 'refused', code: 'conflict', reason: 'Not now.' })];
  await one.push({ topic: 'outbox' });
  await click(screen.getByRole('button', { name: 'Edit' }));
  const dialog = await screen.findByRole('dialog', { name: title });
  if (role === 'asked') return;
  await click(within(dialog).getByRole('button', { name: /Hand over to them/ }));
  await waitFor(() => expect(one.asked('work.completeTransfer')).toMatchObject([{ agentId: 'priya' }]));
});

test('who has it sees from whom it came, why, and how long it has taken', async () => {
  await desk({ handover: handover() });
  const from = screen.getByRole('group', { name: 'From' });
  expect(from.textContent).toContain('Transferred by Priya Shah');
  expect(from.textContent).toContain('I promised a call today.');
  expect(from.textContent).toMatch(/3.min.* so far/);
});

test('an offer that is handed over, and a question, say what they are', async () => {
  const one = await desk(null);
  one.work = { offer: offerFor({ handover: handover() }), lastOffer: null, items: [] };
  await one.push({ topic: 'work' });
  await settle();
  expect(screen.getByRole('group', { name: 'From' }).textContent).toContain('I promised a call today.');
  const question = handover({ why: 'consulted', note: 'May I refund this?' });
  one.work = { offer: offerFor({ id: 'offer-2', kind: 'consult', handover: question }), lastOffer: null, items: [] };
  await one.push({ topic: 'work' });
  await settle();
  expect(screen.getByRole('button', { name: /Come in/ })).toBeTruthy();
  expect(screen.getByText('A question for you')).toBeTruthy();
  expect(screen.getByText(/Priya Shah goes on alone/)).toBeTruthy();
});

test('who was asked in stands beside the work, with what can be done with them', async () => {
  const person = { agentId: 'priya', name: 'Priya', role: 'consulted' as const, since: Date.now() - 8_000 };
  const one = await desk({ participants: [person] });
  const list = screen.getByRole('list', { name: 'Also here' });
  expect(list.textContent).toContain('Priya, here to help');
  await click(within(list).getByRole('button', { name: 'Conference' }));
  expect(one.asked('work.conference')).toEqual([{ workItemId: 'work-1', agentId: 'priya' }]);
  await keys('h', 'w');
  const dialog = await screen.findByRole('dialog', { name: /Hand over the work/ });
  await click(within(dialog).getByRole('button', { name: /Hand over to them/ }));
  await waitFor(() =>
    expect(one.asked('work.completeTransfer')).toEqual([{ workItemId: 'work-1', agentId: 'priya', note: null }]),
  );
});

test('while somebody is asked in, the key to ask another opens nothing', async () => {
  const person = { agentId: 'priya', name: 'Priya', role: 'asked' as const, since: Date.now() - 8_000 };
  await desk({ participants: [person] });
  await keys('h', 'c');
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();
  await keys('h', 't');
  expect(await screen.findByRole('dialog', { name: /Transfer/ })).toBeTruthy();
});

test('who helps sees the case in their list, holds nothing, and leaves by a key', async () => {
  const me = { agentId: mara.id, name: mara.name, role: 'consulted' as const, since: Date.now() };
  const interactionId = new Desk().core.customers.get('max')!.interactions[0]!.id;
  const helped = heldItem({ channel: 'email', interactionId, holderId: 'zoe', participants: [me] });
  const one = await desk(null, { 'work.helping': () => [helped] });
  expect(screen.getByRole('group', { name: 'You help Zoe' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Finish' })).toBeNull();
  fireEvent.change(screen.getByRole('textbox', { name: 'Reply' }), { target: { value: 'Hello' } });
  await settle();
  expect(screen.getByText('Only who holds it sends: leave a note')).toBeTruthy();
  await keys('h', 'l');
  await waitFor(() => expect(one.asked('work.leave')).toEqual([{ workItemId: 'work-1' }]));
});

test.each([
  ['consulted', 'You talk with Zoe alone. The customer is not in it.'],
  ['conference', 'In conference: the customer hears you.'],
] as const)('who helps in a call is told whether the customer hears them: %s', async (role, words) => {
  const me = { agentId: mara.id, name: mara.name, role, since: Date.now() };
  await desk(null, { 'work.helping': () => [heldItem({ channel: 'voice', holderId: 'zoe', participants: [me] })] });
  expect(screen.getByText(words)).toBeTruthy();
});

test('who else looks and types is said beside the composer and in the list, and fades', async () => {
  const here: HereOf[] = [
    { customerId: 'max', madeAt: Date.now(), people: [{ agentId: 'priya', name: 'Priya', doing: 'typing' }] },
  ];
  const one = await desk({}, { 'here.read': () => here });
  expect(screen.getByText('Priya is typing a reply')).toBeTruthy();
  expect(screen.getByRole('img', { name: 'Priya is typing a reply' })).toBeTruthy();
  expect(one.asked('here.tell')).toContainEqual({ customerId: 'max', doing: 'looking' });
  here[0] = { ...here[0]!, madeAt: Date.now() - 15_500 };
  await one.push({ topic: 'here' });
  expect(screen.queryByText('Priya is typing a reply')).toBeNull();
});

test('a lead moves what an agent holds, under the epoch that the board showed', async () => {
  const one = new Desk();
  one.agent = { ...mara, role: 'lead' };
  one.board = {
    madeAt: Date.now(),
    rows: [],
    waiting: [],
    waitingTotal: 0,
    notices: [],
    held: [
      {
        workItemId: 'work-9',
        epoch: 4,
        agentId: 'zoe',
        queueId: 'priority',
        customerId: 'max',
        customerName: 'Maximiliane Oyelaran',
        subject: 'Charged twice',
        channel: 'email',
        heldAt: Date.now() - 61_000,
      },
    ],
    agents: [{ agentId: 'zoe', name: 'Zoe', state: 'available', reason: null, since: Date.now() }],
  };
  Object.assign(one.core.others, {
    'roster.read': roster,
    'work.reassign': () => made('work.reassign', { workItemId: 'work-9' }),
  } satisfies Partial<Handlers>);
  await show(one, '#queues');
  await click(screen.getByRole('button', { name: 'Reassign the work for Maximiliane Oyelaran' }));
  await screen.findByRole('dialog');
  await click(screen.getByRole('option', { name: /Priya/ }));
  await click(within(screen.getByRole('dialog')).getByRole('button', { name: /^Reassign/ }));
  await waitFor(() =>
    expect(one.asked('work.reassign')).toEqual([{ workItemId: 'work-9', epoch: 4, agentId: 'priya', note: null }]),
  );
  // Until the backend has answered it says to whom; of what goes back, into which queue.
  const asked = (destination?: OutboxItem['destination']) => {
    one.outbox = [made('work.reassign', { workItemId: 'work-9', destination })];
    return one.push({ topic: 'outbox' });
  };
  const under = () => screen.getByRole('button', { name: /: Maximiliane Oyelaran$/ });
  await asked({ to: 'agent', agentId: 'priya' });
  await waitFor(() => expect(under().textContent).toBe('Reassigning to Priya'));
  expect(under().getAttribute('aria-label')).toBe('Reassigning to Priya: Maximiliane Oyelaran');
  await asked({ to: 'agent', agentId: mara.id });
  await waitFor(() => expect(under().textContent).toBe('Reassigning to Mara Lindholm'));
  await asked();
  await waitFor(() => expect(under().textContent).toBe('Reassigning to Priority care'));
  await asked({ to: 'agent', agentId: 'nobody here' });
  await waitFor(() => expect(under().textContent).toBe('Reassigning'));
});
