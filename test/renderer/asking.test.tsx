// What the screen asks of the core, how often, and what stands there in the meantime.
import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { openCustomer } from '../../renderer/stores/view.ts';
import { close, Desk, live, settle, show } from './desk.tsx';
import { customerWith, entryOf, itemOf } from './made.ts';

beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 4_000 });
});
afterEach(close);

const eva = () => {
  const there = customerWith([entryOf('message', { customerId: 'eva', text: 'Words of Eva' })]);
  return { ...there, customer: { ...there.customer, id: 'eva', name: 'Eva Lund' } };
};

/** The core answers to `name` only when it is let. */
function hold(desk: Desk, name: string): () => void {
  const relay = desk.core.relay();
  const gate = Promise.withResolvers<void>();
  const call: typeof relay.call = async (asked, input) => {
    if (asked === name) await gate.promise;
    return relay.call(asked, input);
  };
  desk.core.relay = () => ({ ...relay, call });
  return gate.resolve;
}

test('the last conversation stands there whole until the next one can, and for no long time', async () => {
  const desk = new Desk();
  desk.core.customers.set('eva', eva());
  await show(desk, '#work/max');
  expect(await screen.findByText('Charged me twice')).toBeTruthy();
  close();
  const release = hold(desk, 'customer.open');
  await show(desk, '#work');
  act(() => openCustomer('eva'));
  await act(async () => new Promise(done => setTimeout(done, 200)));
  expect(screen.getByRole('region', { name: 'Timeline' }).textContent).toBe('');
  release();
  expect(await screen.findByText('Words of Eva')).toBeTruthy();
  act(() => openCustomer('max'));
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Eva Lund');
  expect(screen.getByText('Words of Eva')).toBeTruthy();
  expect(await screen.findByText('Charged me twice')).toBeTruthy();
  expect(screen.queryByText('Words of Eva')).toBeNull();
});

test('who was shown before is shown again without a question, unless something has changed', async () => {
  const desk = new Desk();
  desk.core.customers.set('eva', eva());
  await show(desk, '#work/max');
  await screen.findByText('Charged me twice');
  act(() => openCustomer('eva'));
  await screen.findByText('Words of Eva');
  const asked = desk.asked('customer.open').length;
  expect(asked).toBe(2);
  act(() => openCustomer('max'));
  await settle();
  expect(screen.getByText('Charged me twice')).toBeTruthy();
  expect(desk.asked('customer.open')).toHaveLength(asked);
  act(() => desk.core.add('eva', itemOf(entryOf('message', { customerId: 'eva', text: 'Later words' }))));
  await settle();
  expect(desk.asked('customer.open')).toHaveLength(asked);
  act(() => openCustomer('eva'));
  expect(await screen.findByText('Later words')).toBeTruthy();
});

test('while the core catches up it is asked now and then, and at once when it is done', async () => {
  const desk = new Desk();
  await show(desk, '#work/max');
  await screen.findByText('Charged me twice');
  const change = () => desk.core.add('max', itemOf(entryOf('message')));
  await desk.push({ topic: 'connection', connection: { ...live, state: 'catching-up', left: 900 } });
  for (let i = 0; i < 20; i++) {
    act(change);
    await settle();
  }
  const meanwhile = desk.asked('timeline.page').length;
  expect(meanwhile).toBeLessThanOrEqual(2);
  act(() => desk.core.add('max', itemOf(entryOf('message', { text: 'The last words' }))));
  await desk.push({ topic: 'connection', connection: live });
  await waitFor(() => expect(screen.getByText('The last words')).toBeTruthy());
  expect(desk.asked('timeline.page').length).toBe(meanwhile + 1);
});
