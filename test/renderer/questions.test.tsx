// A dialog about work that has meanwhile ended: it says so and closes, no word of it is lost, and the focus is somewhere.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useBegunThings } from '../../renderer/stores/begun.ts';
import { askHandOver } from '../../renderer/stores/hand-over.ts';
import { isOffBoard } from '../../renderer/work/questions.ts';
import type { Handlers, Output } from '../../shared/contract/bridge.ts';
import { type Board, boardSchema, type WorkItem } from '../../shared/domain/work.ts';
import { close, Desk, heldItem, mara, offerFor, settle, show } from './desk.tsx';

afterEach(close);

const mail = heldItem({ channel: 'email', interactionId: 'mail-1' });
async function holding(...items: WorkItem[]): Promise<Desk> {
  const desk = new Desk();
  let kept: Output<'wrapUp.read'> = null;
  Object.assign(desk.core.others, {
    'roster.read': () => ({ madeAt: Date.now(), colleagues: [], queues: [] }),
    'wrapUp.read': () => kept,
    'wrapUp.write': ({ text, disposition }) => {
      kept = { text, disposition, savedAt: 1 };
      return {};
    },
  } satisfies Partial<Handlers>);
  desk.work = { ...desk.work, items };
  await show(desk, '#work/max');
  return desk;
}
const hold = async (desk: Desk, ...items: WorkItem[]): Promise<void> => {
  desk.work = { ...desk.work, items };
  await desk.push({ topic: 'work' });
};
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key });
  await settle();
};
const dialog = () => screen.queryByRole('dialog') ?? screen.queryByRole('alertdialog');
const write = (name: RegExp, value: string): void => {
  const field = within(dialog()!).getByRole('textbox', { name });
  field.focus();
  fireEvent.change(field, { target: { value } });
};
const isSomewhere = (): boolean => document.activeElement?.closest('[data-region]') != null;

test.each([
  ['hand-over', ['h', 't'], /Note/],
  ['wrap-up', ['z', 'f'], /Wrap-up/],
  ['parking', ['z', 'p'], /Why/],
])('the dialog of a %s closes with its work and says whose it was', async (_what, keys, field) => {
  const desk = await holding(mail);
  await press(...keys);
  write(field, 'Promised 80 pounds');
  await hold(desk);
  await waitFor(() => expect(dialog()).toBeNull());
  screen.getByText(
    'The work for Maximiliane Oyelaran has ended or is in other hands, so its dialog was closed. What you wrote is kept.',
  );
  await waitFor(() => expect(isSomewhere()).toBe(true));
  await hold(desk, mail);
  await press(...keys);
  expect(within(dialog()!).getByRole<HTMLTextAreaElement>('textbox', { name: field }).value).toBe('Promised 80 pounds');
});

test('other work that ends closes nothing', async () => {
  const desk = await holding(mail, heldItem({ id: 'work-2', channel: 'x', interactionId: 'x-2' }));
  await press('h', 't');
  write(/Note/, 'Promised 80 pounds');
  await hold(desk, mail);
  expect(dialog()).not.toBeNull();
  expect(screen.queryByText(/its dialog was closed/)).toBeNull();
});

test('done by the agent it is not said to have been closed', async () => {
  const desk = await holding(mail);
  await press('z', 'f');
  fireEvent.click(within(dialog()!).getByRole('button', { name: /^Finish/ }));
  await waitFor(() => expect(desk.asked('work.finish')).toHaveLength(1));
  await hold(desk);
  expect(screen.queryByText(/its dialog was closed/)).toBeNull();
});

test('the time for the wrap-up that ends the work is said, and that its words go along', async () => {
  const desk = await holding(heldItem());
  const after = { workItemId: 'work-1', from: Date.now() - 29_000, ms: 30_000, extended: false };
  desk.presence = { ...desk.presence!, state: 'acw', since: after.from, after };
  await desk.push({ topic: 'presence' });
  await press('z', 'f');
  write(/Wrap-up/, 'Refund by Friday');
  desk.presence = { ...desk.presence, state: 'available', after: null };
  await desk.push({ topic: 'presence' });
  await hold(desk);
  screen.getByText(
    'The time for the wrap-up of Maximiliane Oyelaran is over and the work has ended, so its dialog was closed. What you wrote goes with it.',
  );
  await waitFor(() => expect(desk.asked('wrapUp.write')).toMatchObject([{ text: 'Refund by Friday' }]));
});

test('whoever was asked in and leaves cannot be handed the work', async () => {
  const priya = { agentId: 'priya', name: 'Priya', role: 'consulted' as const, since: Date.now() };
  const desk = await holding({ ...mail, participants: [priya] });
  await press('h', 'w');
  expect(dialog()).not.toBeNull();
  await hold(desk, mail);
  await waitFor(() => expect(dialog()).toBeNull());
  screen.getByText(/^Whoever was asked in has left the work for Maximiliane Oyelaran/);
});

const boardOf = (more: Partial<Board>): Board =>
  boardSchema.parse({ madeAt: Date.now(), rows: [], waiting: [], waitingTotal: 0, agents: [], ...more });
const heldOf = (workItemId: string): Board['held'][number] => ({
  workItemId,
  epoch: 3,
  agentId: 'priya',
  queueId: 'priority',
  customerId: 'max',
  customerName: 'Maximiliane Oyelaran',
  subject: 'Charged twice',
  channel: 'email',
  heldAt: Date.now(),
});

test('what a lead was about to move is gone from the board: the dialog goes too', async () => {
  const desk = new Desk();
  desk.agent = { ...mara, role: 'lead' };
  Object.assign(desk.core.others, { 'roster.read': () => ({ madeAt: Date.now(), colleagues: [], queues: [] }) });
  desk.board = boardOf({ held: [heldOf('work-1')] });
  await show(desk, '#queues');
  fireEvent.click(screen.getByRole('button', { name: 'Reassign the work for Maximiliane Oyelaran' }));
  await settle();
  expect(dialog()).not.toBeNull();
  desk.board = boardOf({ held: [{ ...heldOf('work-1'), agentId: 'zoe', epoch: 4 }] });
  await desk.push({ topic: 'board' });
  expect(dialog()).not.toBeNull();
  desk.board = boardOf({});
  await desk.push({ topic: 'board' });
  await waitFor(() => expect(dialog()).toBeNull());
  screen.getByText(/^The work for Maximiliane Oyelaran has ended/);
});

test('a board that shows only some work says of none that it is gone', () => {
  expect(isOffBoard(boardOf({}), 'work-1')).toBe(true);
  expect(isOffBoard(boardOf({ waitingTotal: 300 }), 'work-1')).toBe(false);
  expect(isOffBoard(boardOf({ held: Array.from({ length: 200 }, (_, n) => heldOf(`other-${n}`)) }), 'work-1')).toBe(
    false,
  );
});

/** The page goes and comes over the same core. */
async function reload(desk: Desk): Promise<void> {
  dispatchEvent(new Event('pagehide'));
  await settle();
  close();
  await settle();
  await show(desk, '#work/max');
  await settle();
}

test.each([
  ['hand-over', ['h', 't'], /Note/],
  ['wrap-up', ['z', 'f'], /Wrap-up/],
  ['parking', ['z', 'p'], /Why/],
])(
  'a page loaded anew while one wrote in the dialog of a %s puts one into its field again',
  async (_what, keys, name) => {
    const desk = await holding(mail);
    await press(...keys);
    write(name, 'Promised 80 pounds');
    within(dialog()!).getByRole<HTMLTextAreaElement>('textbox', { name }).setSelectionRange(8, 8);
    await reload(desk);
    const field = within(await waitFor(() => dialog()!)).getByRole<HTMLTextAreaElement>('textbox', { name });
    expect(field.value).toBe('Promised 80 pounds');
    await waitFor(() => expect(document.activeElement).toBe(field));
    expect(field.selectionStart).toBe(8);
  },
);

test('not over work that has ended meanwhile, and not twice', async () => {
  const desk = await holding(mail);
  await press('h', 't');
  write(/Note/, 'Promised 80 pounds');
  dispatchEvent(new Event('pagehide'));
  await settle();
  close();
  desk.work = { ...desk.work, items: [] };
  await show(desk, '#work/max');
  expect(dialog()).toBeNull();
  desk.work = { ...desk.work, items: [mail] };
  await desk.push({ topic: 'work' });
  expect(dialog()).toBeNull();
  expect(Object.keys(useBegunThings.getState())).toEqual(['hand-over work-1']);
});

test('nor over what rings', async () => {
  const desk = await holding(mail);
  askHandOver('transfer', mail);
  await settle();
  dispatchEvent(new Event('pagehide'));
  close();
  desk.work = { ...desk.work, offer: offerFor() };
  await show(desk, '#work/max');
  expect(dialog()).toBeNull();
});
