// What is being written, by case, between the page and the core: which is shown first, and what is not taken for kept.
import { act, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetRelay } from '../../renderer/bridge/bridge.ts';
import {
  clearDraft,
  forgetDrafts,
  hasDrafts,
  keepDrafts,
  loadDrafts,
  saveDraft,
  setMode,
  takeUp,
  turnTo,
  useDrafts,
  writeIn,
  writingsIn,
  writtenCases,
} from '../../renderer/stores/drafts.ts';
import { keepAsThePageGoes } from '../../renderer/stores/keep-writing.ts';
import type { Handlers } from '../../shared/contract/bridge.ts';
import type { Draft } from '../../shared/contract/bridge/draft.ts';
import { FakeCore } from './fake-bridge.ts';

const BAG = { customerId: 'max', caseId: 'bag' } as const;
const SEAT = { customerId: 'max', caseId: 'seat' } as const;
const draft = (text: string, savedAt: number, more: Partial<Draft> = {}): Draft => ({
  mode: 'reply',
  text,
  target: null,
  subject: null,
  mail: null,
  thread: null,
  savedAt,
  ...more,
});
let core: FakeCore;
let stopKeeping: () => void;

function over(others: Partial<Handlers> = {}): void {
  core = new FakeCore(others);
  Object.defineProperty(window, 'bridge', { configurable: true, value: core.relay() });
  forgetRelay();
}
/** What waits to be written down is, as when the page goes. */
async function leave(): Promise<void> {
  dispatchEvent(new Event('pagehide'));
  await act(async () => undefined);
}
beforeEach(() => {
  stopKeeping = keepAsThePageGoes();
  over();
  useDrafts.setState({ byCustomer: {} }, true);
});
afterEach(async () => {
  await leave();
  stopKeeping();
  forgetRelay();
});
const replyIn = (about: typeof BAG | typeof SEAT) => writingsIn(about)(useDrafts.getState()).reply;
const asked = (name: string) => core.calls.flatMap(call => (call.name === name ? [call.input] : []));

test('the case last written in stands first: as the core kept it, and as it is written then', async () => {
  const of = (caseId: string, at: number) => ({ caseId, mode: 'reply' as const, reply: draft(caseId, at), note: null });
  over({ 'draft.read': () => [of('bag', 5), of('seat', 9), of('third', 1)] });
  await loadDrafts('max');
  expect(writtenCases('max')[0]).toBe('seat');
  writeIn(BAG, 'reply', { text: 'Your bag' });
  expect(writtenCases('max')[0]).toBe('bag');
});

test('a subject, recipients or a thread alone are something written', () => {
  for (const change of [
    { subject: 'Bag' },
    { mail: { to: ['a@b.example'], cc: [], quote: true } },
    { thread: 'plain' },
  ]) {
    forgetDrafts('max');
    expect(hasDrafts('max')).toBe(false);
    writeIn(BAG, 'reply', change as Partial<Draft>);
    expect(hasDrafts('max')).toBe(true);
  }
});

test('words typed while those before them are written down are written down too', async () => {
  let done = (): void => undefined;
  const writing = new Promise<void>(resolve => (done = resolve));
  over({ 'draft.write': () => writing.then(() => ({})) });
  writeIn(BAG, 'reply', { text: 'Your' });
  const saved = saveDraft(BAG, 'reply');
  writeIn(BAG, 'reply', { text: 'Your bag' });
  done();
  await saved;
  expect(replyIn(BAG)).toMatchObject({ text: 'Your bag', isKept: false });
  await leave();
  expect(asked('draft.write')).toMatchObject([{ text: 'Your' }, { text: 'Your bag' }]);
  await waitFor(() => expect(replyIn(BAG).isKept).toBe(true));
});

test('read twice at the same time, the second answer takes nothing back that was written behind the first', async () => {
  const answers: (() => void)[] = [];
  over({ 'draft.read': () => new Promise(done => answers.push(() => done([]))) });
  const both = [loadDrafts('max'), loadDrafts('max')];
  await waitFor(() => expect(answers).toHaveLength(2));
  answers[0]!();
  await both[0];
  writeIn(BAG, 'reply', { text: 'Your bag' });
  answers[1]!();
  await both[1];
  expect(replyIn(BAG).text).toBe('Your bag');
});

test('words that come back stand above what has been written since', () => {
  writeIn(BAG, 'reply', { text: 'Since' });
  takeUp({ ...BAG, draft: draft('Before', 1) });
  expect(replyIn(BAG)).toMatchObject({ text: 'Before\n\nSince', isKept: false });
});

test('sent, they are written down no more; of all cases what is not yet is, where somebody goes', async () => {
  writeIn(BAG, 'reply', { text: 'Sent' });
  clearDraft(BAG, 'reply');
  await leave();
  expect(asked('draft.write')).toEqual([]);
  writeIn(BAG, 'reply', { text: 'Your bag' });
  writeIn(SEAT, 'note', { text: 'She is right' });
  await keepDrafts('max');
  expect(asked('draft.write')).toMatchObject([{ text: 'Your bag' }, { text: 'She is right' }]);
});

test('an erased customer’s words go from memory in every case', () => {
  writeIn(BAG, 'reply', { text: 'Dear Max' });
  writeIn(SEAT, 'note', { text: 'Max is right' });
  forgetDrafts('max');
  expect(writtenCases('max')).toEqual([]);
  expect(JSON.stringify(useDrafts.getState())).not.toMatch(/Max is|Dear/);
});

test('the mode that is shown already is not told to the core again', async () => {
  await loadDrafts('max');
  turnTo(BAG);
  setMode('max', 'reply');
  setMode('max', 'note');
  setMode('max', 'note');
  await act(async () => undefined);
  expect(asked('draft.mode')).toEqual([{ ...BAG, mode: 'note' }]);
});
