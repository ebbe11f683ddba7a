// What is begun in a dialog, between the page and the core: no word is lost on the way, and none stays behind that was sent.
import { act, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetRelay } from '../../renderer/bridge/bridge.ts';
import {
  dropBegun,
  forgetBegun,
  hasBegun,
  loadBegun,
  putBackBegun,
  sendBegun,
  type Subject,
  useBegun,
  useBegunThings,
} from '../../renderer/stores/begun.ts';
import { keepAsThePageGoes } from '../../renderer/stores/keep-writing.ts';
import type { Handlers } from '../../shared/contract/bridge.ts';
import type { Begun } from '../../shared/contract/bridge/begun.ts';
import { FakeCore } from './fake-bridge.ts';

const NOTE: Subject = { about: 'hand-over w1', customerIds: ['max'] };
const FIRST = { note: '', chosen: '' };
let core: FakeCore;
let stopKeeping: () => void;

function over(others: Partial<Handlers> = {}): FakeCore {
  core = new FakeCore(others);
  Object.defineProperty(window, 'bridge', { configurable: true, value: core.relay() });
  forgetRelay();
  return core;
}
beforeEach(() => {
  stopKeeping = keepAsThePageGoes();
  over();
  useBegunThings.setState({}, true);
});
afterEach(async () => {
  await leave();
  stopKeeping();
  forgetRelay();
});

function opened<T extends Record<string, string>>(subject: Subject = NOTE, first: T = FIRST as never) {
  const { result } = renderHook(() => useBegun(subject, first));
  return {
    value: () => result.current.value,
    type: (change: Partial<T>) => act(() => result.current.change(change)),
  };
}
const there = (): Begun['fields'] | undefined => useBegunThings.getState()[NOTE.about]?.fields;
/** Answered when the returned function is called. */
function slow(): { done: () => void; answer: Promise<void> } {
  let done = (): void => undefined;
  const answer = new Promise<void>(resolve => (done = resolve));
  return { done, answer };
}
const told = () => core.calls.flatMap(({ name, input }) => (name === 'begun.write' ? [input as Begun] : []));
/** What waits to be written down is, as when the page goes. */
async function leave(): Promise<void> {
  dispatchEvent(new Event('pagehide'));
  await act(async () => undefined);
}

test('a field that is changed leaves the others as they were', () => {
  const dialog = opened();
  dialog.type({ note: 'Promised 80 pounds' });
  dialog.type({ chosen: 'agent priya' });
  expect(dialog.value()).toEqual({ note: 'Promised 80 pounds', chosen: 'agent priya' });
});

test('fields of another dialog, or of another program, are not this one’s', () => {
  useBegunThings.setState({ [NOTE.about]: { customerIds: ['max'], fields: { note: 'Mine', at: '9' }, isKept: true } });
  expect(opened().value()).toEqual({ note: 'Mine', chosen: '' });
});

test('what the core kept is there, and what is being written just now stays as it is', async () => {
  const kept = { about: NOTE.about, customerIds: ['max'], fields: { note: 'Of before' } };
  const other = { about: 'park w2', customerIds: ['ana'], fields: { reason: 'Sleeps' } };
  over({ 'begun.read': () => [kept, other] });
  opened().type({ note: 'Of now' });
  await loadBegun();
  expect(there()).toEqual({ note: 'Of now' });
  expect(useBegunThings.getState()[other.about]).toMatchObject({ fields: other.fields, isKept: true });
  over({ 'begun.read': () => [] });
  await loadBegun();
  expect(Object.keys(useBegunThings.getState())).toEqual([NOTE.about]);
});

test('sent while they are being written down, the words are gone once they are sent', async () => {
  const writing = slow();
  over({ 'begun.write': () => writing.answer.then(() => ({})) });
  opened().type({ note: 'Promised 80 pounds' });
  await leave();
  expect(told()).toHaveLength(1);
  const sending = slow();
  const sent = sendBegun(NOTE, () => sending.answer);
  writing.done();
  await waitFor(() => expect(useBegunThings.getState()[NOTE.about]?.isKept).toBe(true));
  sending.done();
  await sent;
  expect(there()).toBeUndefined();
});

test('what is written while a command is on its way stays, and is written down', async () => {
  const dialog = opened();
  dialog.type({ note: 'Promised' });
  const sending = slow();
  const sent = sendBegun(NOTE, () => sending.answer);
  dialog.type({ note: 'And another thing' });
  sending.done();
  await sent;
  expect(there()).toEqual({ note: 'And another thing' });
  await leave();
  expect(told()).toMatchObject([{ fields: { note: 'And another thing' } }]);
});

test('sent, nothing is written down behind it; where it is not taken the words stay and are', async () => {
  opened().type({ note: 'Promised' });
  await sendBegun(NOTE, async () => undefined);
  await leave();
  expect([there(), told()]).toEqual([undefined, []]);
  opened().type({ note: 'Promised' });
  const refused = sendBegun(NOTE, () => Promise.reject(new Error('no room')));
  await expect(refused).rejects.toThrow('no room');
  await leave();
  expect(told()).toMatchObject([{ fields: { note: 'Promised' } }]);
});

test('words that come back stand above what has been begun since, and are written down', async () => {
  opened().type({ note: 'Since', chosen: 'agent priya' });
  putBackBegun({ about: NOTE.about, customerIds: ['max'], fields: { note: 'Before', chosen: 'queue q' } });
  expect(there()).toEqual({ note: 'Before\n\nSince', chosen: 'agent priya' });
  await leave();
  expect(told().at(-1)).toMatchObject({ fields: { note: 'Before\n\nSince' } });
});

test('what stands somewhere else now is gone from the core too', async () => {
  opened().type({ note: 'Promised' });
  await dropBegun(NOTE);
  expect([there(), told()]).toEqual([undefined, [{ ...NOTE, fields: {} }]]);
});

test('what was begun about several goes with any one of them who is erased', () => {
  opened({ about: 'park w1 w2', customerIds: ['ana', 'max'] }, { reason: '' }).type({ reason: 'Both wait' });
  opened({ about: 'park w3', customerIds: ['eva'] }, { reason: '' }).type({ reason: 'Sleeps' });
  expect([hasBegun('max'), hasBegun('eva'), hasBegun('kim')]).toEqual([true, true, false]);
  forgetBegun('max');
  expect(Object.keys(useBegunThings.getState())).toEqual(['park w3']);
});
