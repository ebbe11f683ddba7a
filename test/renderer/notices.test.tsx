// What is not as it should be can be answered by keys, one notice after the other, in every view.
import { fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useMentions } from '../../renderer/stores/mentions.ts';
import type { OutboxItem } from '../../shared/contract/bridge.ts';
import { close, Desk, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(() => {
  close();
  useMentions.setState(useMentions.getInitialState(), true);
});

const refused = (n: number, customerName: string): OutboxItem => ({
  commandId: `c${n}`,
  kind: 'work.take',
  state: 'refused',
  at: Date.now(),
  customerId: 'max',
  customerName,
  workItemId: `w${n}`,
  reason: 'Ruth Okafor holds this.',
  code: 'conflict',
});
const press = (key: string, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
const notices = () => screen.getByRole('region', { name: 'Notices' });
const seenOf = (name: string) =>
  [...notices().querySelectorAll('[role=group]')]
    .find(one => one.textContent?.includes(name))
    ?.querySelector<HTMLElement>('button:last-of-type');

test('F6 leads to the notices first, in Review as in Work, and past them where there are none', async () => {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith([entryOf('post')]));
  await show(desk, '#work/max');
  press('F6');
  expect(document.activeElement?.getAttribute('data-region')).toBe('work');
  desk.outbox = [refused(1, 'Maximiliane Oyelaran')];
  await desk.push({ topic: 'outbox' });
  press('F6', { shiftKey: true });
  expect(document.activeElement).toBe(notices());
  press('F6');
  expect(document.activeElement?.getAttribute('data-region')).toBe('work');
  location.hash = '#review';
  await settle();
  press('F6');
  expect(document.activeElement).toBe(notices());
});

test('what is put away hands the focus to the next notice, the last one to the work', async () => {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith([entryOf('post')]));
  desk.outbox = [refused(1, 'Maximiliane Oyelaran'), refused(2, 'Ida Brandt')];
  await show(desk, '#work/max');
  const putAway = async (name: string, left: OutboxItem[]): Promise<void> => {
    seenOf(name)!.focus();
    fireEvent.click(seenOf(name)!);
    desk.outbox = left;
    await desk.push({ topic: 'outbox' });
    await settle();
  };
  await putAway('Maximiliane', [refused(2, 'Ida Brandt')]);
  expect(seenOf('Maximiliane')).toBeUndefined();
  expect(document.activeElement?.closest('[role=group]')?.textContent).toContain('Ida Brandt');
  await putAway('Ida', []);
  expect(notices().childElementCount).toBe(0);
  expect(document.activeElement).not.toBe(document.body);
});

test('what came too late for a call says what kind of thing was not done', async () => {
  const desk = new Desk();
  desk.outbox = [{ ...refused(1, 'Ida Brandt'), kind: 'call.control', reason: 'It came too late to be of use.' }];
  await show(desk, '#review');
  expect(notices().textContent).toContain(
    'What you asked of the call (mute, hold, keypad or recording) was not done. It came too late to be of use.',
  );
});
