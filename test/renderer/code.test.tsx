// A code for the phone on the screen: made, shown again, put into a private reply, and rung with.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { closeCode } from '../../renderer/stores/codes.ts';
import { CODE_LIFETIME, goodCode } from '../../shared/domain/case-code.ts';
import type { OutboxItem } from '../../shared/contract/bridge.ts';
import { close, Desk, heldItem, live, offerFor, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 4_000 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 80 });
});
afterEach(() => {
  closeCode();
  close();
});

const CODE = '4821-77';
const command = (state: OutboxItem['state'], code: OutboxItem['code'] = null): OutboxItem => ({
  commandId: 'command code',
  kind: 'case.code',
  state,
  at: 1,
  customerId: 'max',
  reason: null,
  code,
});
const given = () => entryOf('event', { at: Date.now(), event: { name: 'code.given', detail: CODE } });

/** A desk with one matter that began in public and went on in private, or not. */
function deskWith(newest: 'post' | 'message' | null): Desk {
  const desk = new Desk();
  const said = newest === null ? [] : [entryOf('post', { text: 'Charged me twice' }), entryOf(newest)];
  desk.core.customers.set('max', customerWith(said));
  desk.work = { offer: null, lastOffer: null, items: [heldItem({ channel: 'x', interactionId: 'x-1' })] };
  Object.assign(desk.core.others, {
    'case.codeOf': ({ customerId, caseId }: { customerId: string; caseId: string }) =>
      goodCode(
        desk.core.customers.get(customerId)!.items.map(({ entry }) => entry),
        caseId,
        Date.now(),
      ),
    'case.code': () => {
      if (desk.connection.state === 'live') desk.outbox = [command('sent')];
      return command('sent');
    },
  });
  return desk;
}
const dialog = () => screen.findByRole('dialog', { name: /Code for the phone/ });
const press = (key: string) => fireEvent.keyDown(document.body, { key });
async function openByKeys() {
  press('c');
  press('p');
  await settle();
  return dialog();
}
const arrives = async (desk: Desk) => {
  desk.outbox = [];
  desk.core.add('max', { entry: given(), pending: null });
  await settle();
};
const button = (inside: HTMLElement, name: string) => within(inside).getByRole<HTMLButtonElement>('button', { name });

test('is asked for by keys, shown large with its end, and the customer who rings is shown with all that came before', async () => {
  const desk = deskWith('message');
  await show(desk, '#work/max');
  const shown = await openByKeys();
  expect(shown.textContent).toContain('The backend is asked for a code');
  expect(desk.asked('case.code')).toEqual([{ customerId: 'max', caseId: 'case-1' }]);
  await arrives(desk);
  expect(within(shown).getByText(CODE)).toBeDefined();
  expect(shown.textContent).toContain('Good until');
  fireEvent.click(within(shown).getAllByRole('button', { name: 'Close' })[0]!);
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();

  const voice = { caseId: 'case-1', customerId: 'max' };
  desk.work = { ...desk.work, offer: offerFor(voice) };
  await desk.push({ topic: 'work' });
  expect((await screen.findAllByText(/Maximiliane Oyelaran/)).length).toBeGreaterThan(0);
  press('F2');
  await settle();
  desk.work = { offer: null, lastOffer: null, items: [heldItem({ ...voice, id: 'call', channel: 'voice' })] };
  await desk.push({ topic: 'work' });
  const timeline = screen.getByRole('region', { name: 'Timeline' });
  expect(timeline.textContent).toContain('Charged me twice');
  expect(timeline.textContent).toContain(`Code for the phone given by Priya Shah: ${CODE}`);
});

test('one that is good is shown again without asking for another', async () => {
  const desk = deskWith('message');
  desk.core.customers.get('max')!.items.push({ entry: given(), pending: null });
  await show(desk, '#work/max');
  fireEvent.click(screen.getByRole('button', { name: /Give a code for the phone: case/ }));
  await settle();
  expect(within(await dialog()).getByText(CODE)).toBeDefined();
  expect(desk.asked('case.code')).toEqual([]);
});

test('goes into the reply that is being written, behind its words', async () => {
  const desk = deskWith('message');
  desk.core.customers.get('max')!.items.push({ entry: given(), pending: null });
  await show(desk, '#work/max');
  const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Reply/ });
  fireEvent.change(field(), { target: { value: 'Ring us with' } });
  fireEvent.click(button(await openByKeys(), 'Insert into the reply'));
  await waitFor(() => expect(field().value).toBe(`Ring us with ${CODE}`));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('does not go into a public reply, and says why', async () => {
  const desk = deskWith('post');
  desk.core.customers.get('max')!.items.push({ entry: given(), pending: null });
  await show(desk, '#work/max');
  const shown = await openByKeys();
  expect(button(shown, 'Insert into the reply').disabled).toBe(true);
  expect(shown.textContent).toContain('in public, where anybody could use the code');
});

test('offline it says that it needs the network; back on line it can be made', async () => {
  const desk = deskWith('message');
  desk.connection = { ...live, state: 'offline', since: Date.now() };
  desk.core.faults.set('case.code', 'offline');
  await show(desk, '#work/max');
  const shown = await openByKeys();
  expect(shown.textContent).toContain('this desk has no connection');
  expect(button(shown, 'Make a code').disabled).toBe(true);
  desk.core.faults.clear();
  desk.connection = live;
  await desk.push({ topic: 'connection', connection: live });
  fireEvent.click(button(shown, 'Make a code'));
  await settle();
  await arrives(desk);
  expect(within(shown).getByText(CODE)).toBeDefined();
});

test('a refusal is said where it was asked for, and put away with it', async () => {
  const desk = deskWith('message');
  await show(desk, '#work/max');
  const shown = await openByKeys();
  desk.outbox = [command('refused', 'not-found')];
  await desk.push({ topic: 'outbox' });
  expect(shown.textContent).toContain('No code was made. It is no longer there.');
  closeCode();
  await settle();
  expect(desk.asked('outbox.takeBack')).toEqual([{ commandId: 'command code', discard: true }]);
});

test('what is shown ends with its time', async () => {
  const desk = deskWith('message');
  const old = { ...given(), at: Date.now() - CODE_LIFETIME };
  desk.core.customers.get('max')!.items.push({ entry: old, pending: null });
  await show(desk, '#work/max');
  expect((await openByKeys()).textContent).not.toContain(CODE);
  expect(desk.asked('case.code')).toHaveLength(1);
});
