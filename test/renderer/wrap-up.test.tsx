import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Output } from '../../shared/contract/bridge.ts';
import { type Queue, queueSchema } from '../../shared/domain/work.ts';
import { close, Desk, heldItem, settle, show } from './desk.tsx';

afterEach(close);

const LABELS = ['Refund promised', 'Rebooked', 'Question answered', 'Passed on', 'Complaint', 'Praise', 'Wrong number'];
const queue = (required: boolean, labels: readonly string[]): Queue =>
  queueSchema.parse({
    id: 'priority',
    version: 1,
    name: 'Priority care',
    channels: ['voice'],
    ringMs: 20_000,
    serviceLevel: { percent: 80, ms: 20_000 },
    missedToNotReady: 2,
    wrapUp: { required, acwMs: 30_000, dispositions: labels.map((label, n) => ({ code: `d${n}`, label })) },
  });

/** A desk that keeps a wrap-up's draft as the core does. */
async function wrapping(required: boolean, labels: readonly string[] = LABELS) {
  const desk = new Desk();
  let kept: Output<'wrapUp.read'> = null;
  Object.assign(desk.core.others, {
    'wrapUp.read': () => kept,
    'wrapUp.write': ({ text, disposition }: { text: string; disposition: string | null }) => {
      kept = { text, disposition, savedAt: 1 };
      return {};
    },
  });
  desk.queues = [queue(required, labels)];
  desk.work = { ...desk.work, items: [heldItem({ channel: 'email' })] };
  await show(desk, '#work/max');
  const open = async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Finish' }));
    await settle();
    return screen.findByRole('alertdialog');
  };
  return { desk, open, kept: () => kept };
}
const words = (dialog: HTMLElement) => within(dialog).getByRole('textbox', { name: 'Wrap-up' });

test('without the disposition that its queue asks for it is not finished, and that is said', async () => {
  const { desk, open } = await wrapping(true);
  const dialog = await open();
  fireEvent.change(words(dialog), { target: { value: 'Refund is on its way' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Finish' }));
  expect(within(dialog).getByRole('alert').textContent).toMatch(/asks how it ended/);
  expect(desk.asked('work.finish')).toEqual([]);
  fireEvent.click(within(dialog).getByRole('option', { name: 'Refund promised' }));
  expect(within(dialog).queryByRole('alert')).toBeNull();
  fireEvent.keyDown(words(dialog), { key: 'Enter', ctrlKey: true });
  await waitFor(() =>
    expect(desk.asked('work.finish')).toEqual([
      { workItemId: 'work-1', wrapUp: 'Refund is on its way', disposition: 'd0' },
    ]),
  );
});

test('how it ended is found by typing, and taken with arrow and Enter', async () => {
  const { open, kept } = await wrapping(true);
  const dialog = await open();
  const find = within(dialog).getByRole('searchbox', { name: 'Find how it ended' });
  await waitFor(() => expect(document.activeElement).toBe(find));
  fireEvent.change(find, { target: { value: 'quest' } });
  await settle();
  expect(
    within(dialog)
      .getAllByRole('option')
      .map(one => one.textContent),
  ).toEqual(['Question answered']);
  fireEvent.keyDown(find, { key: 'ArrowDown' });
  fireEvent.keyDown(find, { key: 'Enter' });
  fireEvent.keyUp(find, { key: 'Enter' });
  await waitFor(() => expect(kept()).toMatchObject({ disposition: 'd2' }), { timeout: 2_000 });
});

test('what was written is there again when the question is, and when the work ends under the hands', async () => {
  const { desk, open, kept } = await wrapping(false);
  fireEvent.change(words(await open()), { target: { value: 'Half a sent' } });
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(kept()).toMatchObject({ text: 'Half a sent' }));
  const again = await open();
  expect((words(again) as HTMLTextAreaElement).value).toBe('Half a sent');
  fireEvent.change(words(again), { target: { value: 'Half a sentence' } });
  desk.work = { ...desk.work, items: [] };
  await desk.push({ topic: 'work' });
  expect(screen.queryByRole('alertdialog')).toBeNull();
  await waitFor(() => expect(kept()).toMatchObject({ text: 'Half a sentence' }));
});

test('finished, no draft is written behind it; refused by the core, the words are there still', async () => {
  const { desk, open, kept } = await wrapping(false);
  desk.core.faults.set('work.finish', 'not-kept');
  const dialog = await open();
  fireEvent.change(words(dialog), { target: { value: 'All done' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Finish' }));
  await settle();
  desk.core.faults.delete('work.finish');
  const again = await open();
  expect((words(again) as HTMLTextAreaElement).value).toBe('All done');
  await waitFor(() => expect(kept()).toMatchObject({ text: 'All done' }), { timeout: 2_000 });
  const before = desk.asked('wrapUp.write').length;
  fireEvent.click(within(again).getByRole('button', { name: 'Finish' }));
  await settle();
  await new Promise(done => setTimeout(done, 600));
  expect(desk.asked('wrapUp.write')).toHaveLength(before);
});

test('after a call its time runs down, and is extended once', async () => {
  const desk = new Desk();
  desk.queues = [queue(false, [])];
  desk.work = { ...desk.work, items: [heldItem()] };
  const after = { workItemId: 'work-1', from: Date.now() - 9_000, ms: 30_000, extended: false };
  desk.presence = { ...desk.presence!, state: 'acw', since: after.from, after };
  Object.assign(desk.core.others, {
    'acw.extend': () => ({
      ...desk.outbox[0],
      commandId: 'c',
      kind: 'acw.extend',
      state: 'sent',
      at: 1,
      customerId: null,
      reason: null,
      code: null,
    }),
  });
  await show(desk, '#work/max');
  expect(screen.getByRole('timer').textContent).toMatch(/^Ends by itself in 0:2[01]$/);
  fireEvent.click(screen.getByRole('button', { name: 'More time' }));
  await settle();
  expect(desk.asked('acw.extend')).toEqual([{ workItemId: 'work-1' }]);
  desk.presence = { ...desk.presence, after: { ...after, ms: 60_000, extended: true } };
  await desk.push({ topic: 'presence' });
  expect(screen.getByRole('timer').textContent).toMatch(/0:5[01]$/);
  expect(screen.queryByRole('button', { name: 'More time' })).toBeNull();
});
