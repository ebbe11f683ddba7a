import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { forgetRelay } from '../../../renderer/bridge/bridge.ts';
import { useConnection } from '../../../renderer/stores/connection.ts';
import { useConversations } from '../../../renderer/stores/conversations.ts';
import { useSession } from '../../../renderer/stores/session.ts';
import { Conversation } from '../../../renderer/timeline/Conversation.tsx';
import { LinkDialog } from '../../../renderer/timeline/LinkDialog.tsx';
import type { Entry } from '../../../shared/domain/entry.ts';
import type { Agent } from '../../../shared/domain/work.ts';
import { live } from '../desk.tsx';
import { FakeCore } from '../fake-bridge.ts';
import { customerWith, entryOf, itemOf, MINUTE, pendingOf } from '../made.ts';
import { groupsOf } from '../../../shared/domain/search/groups.ts';
import { parseQuery } from '../../../shared/domain/search/query.ts';

const NOON = new Date(2026, 5, 2, 12).getTime();

beforeAll(() => {
  // jsdom lays nothing out; a list without height would draw nothing.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 4_000 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 80 });
});

let core: FakeCore;
beforeEach(() => {
  core = new FakeCore();
  Object.defineProperty(window, 'bridge', { configurable: true, value: core.relay() });
  forgetRelay();
  useConversations.setState({ byKey: {}, faults: {} });
});
afterEach(cleanup);

async function show(
  entries: readonly Entry[],
  changes: Parameters<typeof customerWith>[1] = {},
  props: { at?: string; marks?: ReturnType<typeof groupsOf> } = {},
) {
  core.customers.set('max', customerWith(entries, changes));
  render(
    <>
      <Conversation customerId="max" mode="work" {...props} />
      <LinkDialog />
    </>,
  );
  await screen.findByRole('region', { name: 'Timeline' });
  await waitFor(() => expect(screen.queryByRole('heading', { level: 1 })).not.toBeNull());
}
const CARD = groupsOf(parseQuery('card', { now: 0, zone: 'UTC' }).terms);
const articles = () => screen.queryAllByRole('article');
const calls = (name: string) => core.calls.filter(call => call.name === name);

// The first of this file: no box has been measured before it, so that the list begins as one that is longer than the view.
test('where all is in view the day is said by its title alone', async () => {
  await show([entryOf('post', { at: NOON })]);
  expect(articles()[0]!.querySelector('.day')!.textContent).not.toBe('');
  expect(document.querySelector('.markDay')!.textContent).toBe('');
});

test('the timeline is a feed of articles and nothing else, each with its place and its name', async () => {
  await show([
    entryOf('post', { at: NOON }),
    entryOf('message', { at: NOON + MINUTE }),
    entryOf('event', { at: NOON + 2 * MINUTE }),
    entryOf('call', { at: NOON + 3 * MINUTE }),
  ]);
  const feed = await screen.findByRole('feed');
  expect([...feed.children].every(child => child.tagName === 'ARTICLE')).toBe(true);
  const year = new Date().getFullYear() === 2026 ? '' : ' 2026';
  expect(articles().map(article => article.getAttribute('aria-label'))).toEqual([
    `Public X post from Maximiliane Oyelaran, 2 June${year} 12:00`,
    `Private X direct message from Maximiliane Oyelaran, 2 June${year} 12:01`,
    `Taken by Priya Shah, 2 June${year} 12:02`,
    `Private call: Call taken by Tomasz Wolski, 2 June${year} 12:03`,
  ]);
  expect(articles().map(article => article.getAttribute('aria-posinset'))).toEqual(['1', '2', '3', '4']);
  expect(articles().map(article => article.getAttribute('aria-setsize'))).toEqual(['4', '4', '4', '4']);
  expect(
    within(articles()[0]!)
      .queryByText(/Tuesday 2 June/)!
      .getAttribute('aria-hidden'),
  ).toBe('true');
});

test('the day at the top is said once: by its title, or above it once that is out of view', async () => {
  await show([entryOf('post', { at: NOON }), entryOf('message', { at: NOON + MINUTE })]);
  const title = articles()[0]!.querySelector('.day')!.textContent;
  expect(title).not.toBe('');
  expect(document.querySelector('.markDay')!.textContent).toBe('');
});

test('an event says its reason in words, apart from the sentence around it; a note is saved', async () => {
  const author = { kind: 'agent', name: 'Mara Lindholm', address: null, agentId: 'mara' } as const;
  const delivery = { state: 'confirmed', at: NOON, commandId: null, reason: null } as const;
  await show([
    entryOf('event', { at: NOON, author, event: { name: 'offer.declined', detail: 'need-a-minute' } }),
    entryOf('event', { at: NOON + MINUTE, event: { name: 'case.opened', detail: 'שלום?' } }),
    entryOf('note', { at: NOON + 2 * MINUTE, delivery }),
  ]);
  const [declined, opened, noted] = articles();
  expect(declined!.textContent).toContain('Mara Lindholm: Need a minute');
  expect(opened!.querySelector('bdi')!.textContent).toBe('שלום?');
  expect(noted!.textContent).toContain('Saved');
  expect(noted!.textContent).not.toContain('Internal');
});

test('what is not loaded is said at all times, and loaded from the backend when asked', async () => {
  await show([entryOf('message', { at: NOON })], {
    inBackend: [itemOf(entryOf('message', { at: NOON - MINUTE, text: 'Much older words' }))],
  });
  expect(screen.getByText(/1 older entry not loaded/)).toBeTruthy();
  expect(articles()[0]!.getAttribute('aria-setsize')).toBe('-1');
  fireEvent.click(screen.getByRole('button', { name: 'Load older' }));
  expect(await screen.findByText('Much older words')).toBeTruthy();
  expect(screen.getByText(/nothing older exists/)).toBeTruthy();
  expect(articles()[0]!.getAttribute('aria-setsize')).toBe('2');
  expect(screen.queryByRole('button', { name: 'Load older' })).toBeNull();
});

test('opening loads no history by itself', async () => {
  await show([entryOf('message', { at: NOON })], { inBackend: [itemOf(entryOf('message', { at: NOON - MINUTE }))] });
  await screen.findByRole('feed');
  expect(calls('timeline.older')).toEqual([]);
});

test('offline, what cannot be loaded is said and nothing that is there goes away', async () => {
  core.faults.set('timeline.older', 'offline');
  await show([entryOf('message', { at: NOON, text: 'Still here' })], {
    inBackend: [itemOf(entryOf('message', { at: 1 }))],
  });
  fireEvent.click(screen.getByRole('button', { name: 'Load older' }));
  expect(await screen.findByText(/Offline: older entries cannot be loaded now/)).toBeTruthy();
  for (const [state, said] of [
    ['signed-out', 'Signed out: older entries '],
    ['replaced', 'Replaced: older entries '],
    ['live', 'The connection broke: older entries were not loaded'],
  ] as const) {
    act(() => useConnection.setState({ connection: { ...live, state } }));
    expect(screen.getByText(said, { exact: false })).toBeTruthy();
    expect(screen.queryByText(/Offline/)).toBeNull();
  }
  expect(screen.getByText('Still here')).toBeTruthy();
});

test('an entry that comes is shown without being asked for, one that is edited is replaced', async () => {
  const first = entryOf('message', { at: NOON, text: 'First words' });
  await show([first]);
  await screen.findByText('First words');
  act(() => core.add('max', itemOf(entryOf('message', { at: NOON + MINUTE, text: 'Second words' }))));
  expect(await screen.findByText('Second words')).toBeTruthy();
  act(() => core.add('max', itemOf({ ...first, version: 2, text: 'Other words', editedAt: NOON + MINUTE })));
  expect(await screen.findByText('Other words')).toBeTruthy();
  expect(screen.queryByText('First words')).toBeNull();
  expect(screen.getByText('Edited 12:01')).toBeTruthy();
});

test('many pushes at once are answered by few questions', async () => {
  await show([entryOf('message', { at: NOON })]);
  await screen.findByRole('feed');
  const before = calls('timeline.page').length;
  act(() => {
    for (let i = 0; i < 100; i++) core.push({ topic: 'timeline', customerId: 'max' });
  });
  await waitFor(() => expect(calls('timeline.page').length).toBeGreaterThan(before));
  expect(calls('timeline.page').length - before).toBeLessThanOrEqual(2);
});

test('keys go on in the filters: to what a filter opens, and from the way back to the first of them', async () => {
  await show([entryOf('post', { at: NOON }), entryOf('message', { at: NOON + MINUTE, channel: 'email' })]);
  fireEvent.click(screen.getByRole('button', { name: /^All kinds/ }));
  const dialog = await screen.findByRole('dialog');
  await waitFor(() => expect(document.activeElement).toBe(dialog.querySelector('input')));
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const chip = screen.getByRole('button', { name: /^X/ });
  fireEvent.click(chip);
  const all = await screen.findByRole('button', { name: 'Show all' });
  all.focus();
  fireEvent.click(all);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Show all' })).toBeNull());
  expect(screen.getByRole('group', { name: 'Filters' }).querySelector('button')).toBe(document.activeElement);
});

test('a filter that hides everything says so and offers the way back', async () => {
  await show([entryOf('post', { at: NOON, text: 'Public words' })]);
  expect(screen.getByText('0 hidden')).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: 'X 1' }));
  expect(await screen.findByText('Your filters hide the only entry')).toBeTruthy();
  expect(screen.getByText('1 hidden', { selector: '[role=status]' })).toBeTruthy();
  fireEvent.click(screen.getAllByRole('button', { name: 'Show all' })[0]!);
  expect(await screen.findByText('Public words')).toBeTruthy();
  expect(calls('timeline.filter')).toHaveLength(2);
});

test('words on their way, refused words and deleted words each say so', async () => {
  const queued = itemOf(entryOf('message', { at: NOON, direction: 'out' }), pendingOf('queued'));
  const refused = itemOf(
    entryOf('message', { at: NOON + 1, direction: 'out' }),
    pendingOf('refused', { reason: 'Priya Shah holds this now' }),
  );
  const deleted = itemOf(entryOf('post', { at: NOON + 2, text: 'Regretted', deletedAt: NOON + MINUTE }));
  await show([], { items: [queued, refused, deleted] });
  expect(await screen.findByText(/^Queued\b/)).toBeTruthy();
  expect(screen.getByText(/Not sent: Priya Shah holds this now/)).toBeTruthy();
  expect(screen.getByText(/Deleted on X/)).toBeTruthy();
  expect(screen.queryByText('Regretted')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /Show what was deleted/ }));
  expect(await screen.findByText('Regretted')).toBeTruthy();
  fireEvent.click(screen.getAllByRole('button', { name: 'Take back' })[0]!);
  await waitFor(() =>
    expect(calls('outbox.takeBack')).toEqual([{ name: 'outbox.takeBack', input: { commandId: 'c1' } }]),
  );
});

test.each([
  ['live', 'Queued'],
  ['offline', 'Queued until online'],
  ['signed-out', 'Queued until you sign in again'],
  ['replaced', 'Queued until you use this desk again'],
] as const)('what queued words wait for while the connection is %s: %s', async (state, said) => {
  useConnection.setState({ connection: { ...live, state } });
  onTestFinished(() => useConnection.setState({ connection: null }));
  await show([], { items: [itemOf(entryOf('message', { at: NOON, direction: 'out' }), pendingOf('queued'))] });
  const takeBack = await screen.findByRole('button', { name: 'Take back' });
  expect(takeBack.parentElement!.textContent).toBe(`${said} Take back`);
});

test('words that their network refused say so, with a way on for whoever wrote them and for nobody else', async () => {
  useSession.setState({ agent: { id: 'mara' } as Agent });
  const author = { kind: 'agent', name: 'Mara Lindholm', address: null, agentId: 'mara' } as const;
  const delivery = { state: 'failed', at: NOON, commandId: null, reason: 'the account is suspended' } as const;
  const own = { direction: 'out', delivery, author } as const;
  await show([
    entryOf('post', { ...own, at: NOON, id: 'own' }),
    entryOf('post', { ...own, at: NOON + MINUTE, id: 'theirs', author: { ...author, agentId: 'priya' } }),
  ]);
  expect(await screen.findAllByText(/Not delivered: the account is suspended/)).toHaveLength(2);
  const ways = screen.getAllByRole('button', { name: 'Edit and send again' });
  expect(ways.map(way => way.closest('[data-entry]')?.getAttribute('data-entry'))).toEqual(['own']);
  fireEvent.click(ways[0]!);
  await waitFor(() => expect(calls('reply.writeAgain')).toMatchObject([{ input: { entryId: 'own' } }]));
  useSession.setState(useSession.getInitialState(), true);
});

test('an entry asked for is opened, marked and given the focus', async () => {
  const entries = Array.from({ length: 400 }, (_, i) =>
    entryOf('message', { at: NOON + i * MINUTE, text: `Number ${i}` }),
  );
  await show(entries, {}, { at: entries[20]!.id });
  await waitFor(() => expect(document.activeElement?.getAttribute('data-entry')).toBe(entries[20]!.id));
  expect(document.activeElement!.getAttribute('aria-current')).toBe('true');
});

test('an entry that the filter hides is said to be hidden', async () => {
  const post = entryOf('post', { at: NOON });
  core.filter = { ...core.filter, channels: ['email'] };
  await show([post, entryOf('email', { at: NOON + MINUTE })], {}, { at: post.id });
  expect(await screen.findByText(/That entry is not among those shown/)).toBeTruthy();
});

test('searched words are marked', async () => {
  await show([entryOf('message', { at: NOON, text: 'My card was charged' })], {}, { marks: CARD });
  expect((await screen.findByText('card')).tagName).toBe('MARK');
});

test('of turns without a time none is said, of others each', async () => {
  const said = async (...times: number[]): Promise<string> => {
    const call = entryOf('call', { at: NOON });
    const turns = times.map(at => ({ at, speaker: 'customer' as const, name: 'Max', text: 'Hello' }));
    call.call = { ...call.call, turns };
    await show([call]);
    const words = screen.getByRole('group', { name: 'Transcript' }).textContent ?? '';
    cleanup();
    return words;
  };
  expect(await said(0, 0)).toBe('MaxHelloMaxHello');
  expect(await said(0, 61_000)).toBe('0:00MaxHello1:01MaxHello');
});

test('an answer to an entry of another year says which', async () => {
  const asked = entryOf('message', { at: new Date(2017, 2, 21).getTime() });
  await show([asked, entryOf('message', { at: NOON, direction: 'out', replyTo: asked.id })]);
  expect(screen.getByRole('button', { name: /^In reply to/ }).textContent).toContain('21 Mar 2017');
});

test('a hit behind a fold is unfolded and marked: turns of a call, its wrap-up, a quote, the end of a long text', async () => {
  const turn = (text: string, at: number) => ({ at, name: 'Max', speaker: 'customer' as const, text });
  const call = entryOf('call', { at: NOON });
  call.call = { ...call.call, wrapUp: 'Refund of the card', turns: ['One', 'Two', 'My card'].map(turn) };
  const quoting = entryOf('email', { at: NOON + MINUTE, text: 'Thanks' });
  quoting.email = { ...quoting.email, quoted: '> about the card', signature: 'Max' };
  const long = entryOf('message', { at: NOON + 2 * MINUTE, text: `${'Words and words. '.repeat(100)} a card` });
  const marked = (id: string) =>
    [...document.querySelectorAll(`[data-entry="${id}"] mark`)].map(mark => mark.parentElement!.textContent);
  await show([call, quoting, long], {}, { at: call.id, marks: CARD });
  await waitFor(() => expect(marked(call.id)).toEqual(['Refund of the card', 'My card']));
  expect(marked(quoting.id)).toEqual([]);
  for (const one of [quoting, long]) {
    cleanup();
    await show([call, quoting, long], {}, { at: one.id, marks: CARD });
    await waitFor(() => expect(marked(one.id)).toHaveLength(1));
  }
  expect(screen.queryByText('Max', { selector: 'blockquote' })).toBeNull();
});

test('a link asks first and shows the real host; it opens only what was agreed to', async () => {
  const opened = vi.spyOn(window, 'open').mockReturnValue(null);
  await show([entryOf('message', { at: NOON, text: 'See https://bank.example@evil.example/login now' })]);
  fireEvent.click(await screen.findByRole('link'));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText('evil.example')).toBeTruthy();
  expect(within(dialog).getByText(/There is a name before the @/)).toBeTruthy();
  expect(calls('link.open')).toEqual([]);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Open' }));
  await waitFor(() =>
    expect(calls('link.open')).toEqual([{ name: 'link.open', input: { url: 'https://evil.example/login' } }]),
  );
  await waitFor(() =>
    expect(opened).toHaveBeenCalledWith('https://evil.example/login', '_blank', 'noopener,noreferrer'),
  );
});

test('formatted mail stands in a frame that may do nothing', async () => {
  const mail = entryOf('email', { at: NOON });
  mail.email = { ...mail.email, hasHtml: true, quoted: '> one\n> two', signature: 'Max' };
  core.html.set(mail.id, '<p onclick="x()">Hello</p><img src="https://track.example/p.gif">');
  await show([mail]);
  expect(await screen.findByRole('button', { name: '2 quoted lines' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Signature' })).toBeTruthy();
  expect(document.querySelector('iframe')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'As its sender drew it' }));
  const frame = await screen.findByTitle<HTMLIFrameElement>('Mail as its sender drew it');
  expect(frame.getAttribute('sandbox')).toBe('');
  expect(frame.getAttribute('src')).toBe('/mail/of-the-host');
  const [shown] = calls('mail.show') as { input: { html: string; withPictures: boolean } }[];
  expect(shown!.input.withPictures).toBe(false);
  expect(shown!.input.html).toContain("default-src 'none'");
  expect(shown!.input.html).not.toContain('track.example');
  expect(shown!.input.html).not.toContain('onclick');
  expect(screen.getByText(/1 remote image not loaded. Loading it tells the sender./)).toBeTruthy();
});

test('rights that are gone take the conversation with them', async () => {
  await show([entryOf('message', { at: NOON, text: 'Private words' })]);
  await screen.findByText('Private words');
  core.faults.set('customer.open', 'denied');
  core.faults.set('timeline.page', 'denied');
  act(() => core.push({ topic: 'customer', customerId: 'max' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(screen.queryByText('Private words')).toBeNull();
});
