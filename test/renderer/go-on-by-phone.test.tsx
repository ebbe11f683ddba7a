// Going on by phone is one question and one command: the agent sees which number rings before it does.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Identity } from '../../shared/domain/customer.ts';
import { close, Desk, heldItem, live, mara, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

beforeAll(() => {
  // jsdom lays nothing out; a list without height would draw nothing.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 4_000 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 80 });
});
afterEach(close);

const known = (id: string, address: string, more: Partial<Identity> = {}): Identity => ({
  id,
  channel: 'voice',
  address,
  display: address,
  sureness: 'proven',
  sharedBy: 1,
  followers: null,
  evidence: [],
  ...more,
});
const HOME = known('i1', '+44 20 7946 0001', { sureness: 'likely' });
const MOBILE = known('i2', '+44 7700 900002', { channel: 'whatsapp' });
const OFFICE = known('i3', '+44 20 7946 0003', { sureness: 'shared', sharedBy: 3 });

async function desk(identities: Identity[], change: (desk: Desk) => void = () => undefined): Promise<Desk> {
  const one = new Desk();
  const there = customerWith([entryOf('post')]);
  one.core.customers.set('max', { ...there, customer: { ...there.customer, identities } });
  one.agent = { ...mara, channels: ['voice', 'x'] };
  one.work = { offer: null, lastOffer: null, items: [heldItem({ id: 'w1', channel: 'x', interactionId: 'x-1' })] };
  change(one);
  await show(one, '#work/max');
  await settle();
  return one;
}
const keys = async (...all: string[]) => {
  for (const key of all) fireEvent.keyDown(document.body, { key });
  await settle();
};
const dialog = () => screen.getByRole('dialog');
const button = (name: RegExp) => within(dialog()).getByRole('button', { name });

test('by key: their own numbers, the surest first, never one that others have too; Enter rings it', async () => {
  const one = await desk([HOME, MOBILE, OFFICE]);
  await keys('c', 'd');
  expect(
    within(dialog())
      .getAllByRole('radio')
      .map(radio => radio.closest('label')?.textContent),
  ).toEqual([MOBILE.display, HOME.display]);
  fireEvent.click(within(dialog()).getByRole('radio', { name: HOME.display }));
  expect(button(/^Call/).textContent).toContain(HOME.display);
  expect(one.asked('case.move')).toEqual([]);
  fireEvent.submit(dialog().querySelector('form')!);
  await settle();
  expect(one.asked('case.move')).toEqual([{ workItemId: 'w1', way: 'phone', number: HOME.address }]);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('by the menu the same question is asked, and nothing rings when it is left', async () => {
  const one = await desk([MOBILE]);
  await keys('d');
  fireEvent.click(screen.getByRole('menuitem', { name: /^By phone/ }));
  await settle();
  fireEvent.click(button(/^Cancel/));
  await settle();
  expect(one.asked('case.move')).toEqual([]);
});

test('without a connection it does not ring, and says so', async () => {
  const one = await desk([MOBILE], made => {
    made.connection = { ...live, state: 'offline', since: Date.now() };
  });
  await keys('c', 'd');
  expect(button(/^Call/)).toHaveProperty('disabled', true);
  expect(within(dialog()).getByRole('status').textContent).toContain('no connection');
  fireEvent.submit(dialog().querySelector('form')!);
  await settle();
  expect(one.asked('case.move')).toEqual([]);
});

test('where no number is known the move is told, as before', async () => {
  const one = await desk([OFFICE]);
  await keys('c', 'd');
  expect(screen.queryByRole('dialog')).toBeNull();
  await keys('d');
  fireEvent.click(screen.getByRole('menuitem', { name: /^By phone/ }));
  await settle();
  expect(one.asked('case.move')).toEqual([{ workItemId: 'w1', way: 'phone' }]);
});

test('the call in the timeline says what goes on in it', async () => {
  const call = entryOf('call');
  const goesOnFrom = { interactionId: 'x-1', channel: 'x', audience: 'public' } as const;
  await desk([MOBILE], made => {
    const there = made.core.customers.get('max')!;
    made.core.customers.set('max', {
      ...there,
      items: [{ entry: { ...call, call: { ...call.call, goesOnFrom } }, pending: null }],
    });
  });
  expect(screen.getAllByRole('article').at(-1)!.textContent).toContain('Goes on here from X post');
});
