import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { detailOf } from '../../renderer/app/ConnectionStatus.tsx';
import { initialsOf } from '../../renderer/app/AccountMenu.tsx';
import { useOfferPlace } from '../../renderer/stores/offer-place.ts';
import { placeFor } from '../../renderer/stores/offer-place.ts';
import { close, Desk, heldItem, live, mara, settle, show } from './desk.tsx';
import { teamSchema } from '../../shared/domain/team.ts';

afterEach(close);

const status = () => screen.getByRole('status', { name: 'Connection' });
const press = (key: string, on: Element = document.body) => fireEvent.keyDown(on, { key });

test('the bar says live and up to when, to the second', async () => {
  await show(new Desk());
  expect(status().textContent).toMatch(/^Live complete to 6 Jun(?: \d{4})? \d\d:02:07$/);
});

test('each state of the connection has its own words', () => {
  const at = new Date(2026, 5, 6, 13, 58).getTime();
  expect(detailOf({ ...live, state: 'catching-up', left: 1_312 })).toBe('1,312 left');
  const offline = (replies: number, notes: number, others: number) =>
    detailOf(
      {
        ...live,
        state: 'offline',
        since: at,
        queued: replies + notes + others,
        waiting: { replies, notes, others },
      },
      at,
    );
  expect(offline(0, 0, 0)).toBe('since 13:58');
  expect(offline(2, 0, 0)).toBe('since 13:58 · 2 replies queued');
  expect(offline(1, 1, 1)).toBe('since 13:58 · 1 reply, 1 note, 1 other action queued');
  expect(offline(0, 2, 0)).toBe('since 13:58 · 2 notes queued');
  expect(offline(0, 0, 3)).toBe('since 13:58 · 3 actions queued');
  expect(detailOf({ ...live, state: 'connecting', since: null })).toBeNull();
});

test('offline is said under the bar too, with a way to try now', async () => {
  const desk = new Desk();
  await show(desk);
  const waiting = { replies: 1, notes: 0, others: 0 };
  const offline = { ...live, state: 'offline', since: Date.now(), queued: 1, waiting } as const;
  await desk.push({ topic: 'connection', connection: offline });
  expect(status().textContent).toContain('1 reply queued');
  fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
  await settle();
  expect(desk.asked('connection.retry')).toHaveLength(1);
});

test('an agent finds no way to the queues, and is told why when the address leads there', async () => {
  await show(new Desk(), '#queues');
  const views = screen.getByRole('navigation', { name: 'Views' });
  expect(
    within(views)
      .getAllByRole('link')
      .map(link => link.textContent),
  ).toEqual(['Work', 'Review']);
  expect(screen.getByRole('region', { name: 'Queues' }).textContent).toMatch(/lead/i);
});

test('a lead has the queues', async () => {
  const desk = new Desk();
  desk.agent = { ...mara, role: 'lead' };
  await show(desk);
  fireEvent.click(screen.getByRole('link', { name: 'Queues' }));
  expect(within(screen.getByRole('navigation', { name: 'Views' })).getAllByRole('link')).toHaveLength(3);
});

test('there is one search box: Enter takes its words to Review', async () => {
  await show(new Desk());
  const box = screen.getByRole('searchbox', { name: 'Search history' });
  fireEvent.change(box, { target: { value: 'twice' } });
  fireEvent.keyDown(box, { key: 'Enter' });
  await settle();
  const boxes = screen.getAllByRole<HTMLInputElement>('searchbox', { name: 'Search history' });
  expect(boxes.map(one => one.value)).toEqual(['twice']);
  expect(screen.getByRole('region', { name: 'Review' })).toBeDefined();
});

test('the theme is switched at once and kept by the core', async () => {
  const desk = new Desk();
  await show(desk);
  fireEvent.click(screen.getByRole('button', { name: 'Switch theme' }));
  await settle();
  expect(document.documentElement.dataset['theme']).toBe('dark');
  expect(desk.asked('settings.write')).toEqual([{ theme: 'dark' }]);
});

test('a setting that cannot be kept goes back, and the failure is said', async () => {
  const desk = new Desk();
  await show(desk);
  desk.core.faults.set('settings.write', 'internal');
  fireEvent.click(screen.getByRole('button', { name: 'Switch theme' }));
  await settle();
  expect(document.documentElement.dataset['theme']).toBe('light');
  expect(screen.getByText('The settings could not be kept. Something failed inside Foreword.')).toBeDefined();
});

test('presence that is asked for during a contact is shown as what comes then', async () => {
  const desk = new Desk();
  desk.presence = { ...desk.presence!, state: 'on-contact', pending: { state: 'not-ready', reason: 'Break' } };
  await show(desk);
  const button = screen.getByRole('button', { name: /^Presence: On contact/ });
  expect(button.textContent).toContain('then Break');
});

test('the reasons of the menu are the team’s, and what waits for the end of the contact can be taken back', async () => {
  const desk = new Desk();
  const nothing = { noResponseReasons: [], voiceExclusive: true, handles: [], macros: [] };
  const team = teamSchema.parse({
    id: 't',
    version: 1,
    name: 'Care',
    notReadyReasons: ['Coaching', 'Lunch'],
    ...nothing,
  });
  const read = desk.core.others['session.read']!;
  Object.assign(desk.core.others, { 'session.read': () => ({ ...(read({}) as object), team }) });
  desk.presence = { ...desk.presence!, state: 'on-contact', pending: { state: 'not-ready', reason: 'Lunch' } };
  await show(desk);
  fireEvent.click(screen.getByRole('button', { name: /^Presence: On contact/ }));
  const entries = (await screen.findAllByRole('menuitem')).map(one => one.textContent);
  expect(entries).toEqual(['Take back: not Lunch afterwards', 'Coaching', 'Lunch', 'Offline']);
  fireEvent.click(screen.getByRole('menuitem', { name: /^Take back/ }));
  await settle();
  expect(desk.asked('presence.set')).toEqual([{ state: 'available', reason: null }]);
  expect(screen.getByRole('button', { name: /^Presence: On contact/ }).textContent).not.toContain('then');
});

test('single keys lead to views and items outside text fields, and type letters inside', async () => {
  const desk = new Desk();
  desk.work = { offer: null, lastOffer: null, items: [heldItem({ channel: 'email' })] };
  await show(desk, '#work/max');
  const field = screen.getByRole('textbox', { name: 'Reply' });
  field.focus();
  press('g', field);
  press('r', field);
  await settle();
  expect(screen.getByRole('region', { name: 'Composer' })).toBeDefined();
  press('g');
  press('r');
  await settle();
  expect(screen.getByRole('region', { name: 'Review' })).toBeDefined();
});

test('a refused command is said with its reason', async () => {
  const desk = new Desk();
  desk.outbox = [
    {
      commandId: 'c9',
      kind: 'work.finish',
      state: 'refused',
      at: Date.now(),
      customerId: 'max',
      reason: 'Priya Shah holds this now',
      code: 'conflict',
    },
  ];
  await show(desk);
  expect(screen.getByText('The work was not finished. Priya Shah holds this now.')).toBeDefined();
});

test('all keys can be seen and changed, and one that is taken is refused', async () => {
  const desk = new Desk();
  await show(desk);
  press('?');
  const dialog = await screen.findByRole('dialog', { name: 'Keys' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Change the key of Filters' }));
  press('j', within(dialog).getByRole('button', { name: 'Press a key' }));
  expect(within(dialog).getByText('Taken by: Next entry or row')).toBeDefined();
  press('y', within(dialog).getByRole('button', { name: 'Press a key' }));
  await settle();
  expect(desk.settings.keys).toEqual({ 'filters.focus': 'Y' });
});

test('below 900 the work is behind a button that counts it', async () => {
  const desk = new Desk();
  desk.work = { offer: null, lastOffer: null, items: [heldItem({ channel: 'email' })] };
  await show(desk, '#work/max', 640);
  expect(screen.queryByRole('region', { name: 'Work' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Work 1' }));
  expect(await screen.findByRole('region', { name: 'Work' })).toBeDefined();
});

test('an offer covers nothing that is spoken, written or read', () => {
  const doing = { hasConversation: true, isWriting: false, isOnCall: false, channel: 'voice' } as const;
  expect(placeFor({ ...doing, hasConversation: false, channel: 'whatsapp' })).toBe('panel');
  expect(placeFor(doing)).toBe('panel');
  expect(placeFor({ ...doing, isWriting: true })).toBe('card');
  expect(placeFor({ ...doing, isOnCall: true })).toBe('card');
  expect(placeFor({ ...doing, channel: 'whatsapp' })).toBe('card');
  expect(useOfferPlace.getState().offerId).toBeNull();
});

test('initials are taken from any alphabet', () => {
  expect(initialsOf('Mara Lindholm')).toBe('ML');
  expect(initialsOf('José-Antonio de la Vega')).toBe('JV');
  expect(initialsOf('نادية الحسيني')).toBe('نا');
  expect(initialsOf('')).toBe('');
});
