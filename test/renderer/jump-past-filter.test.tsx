// A line of the foreword leads to an entry that the filter hides.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NO_FILTER } from '../../renderer/timeline/filter-rules.ts';
import { close, Desk, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

// jsdom lays nothing out, and the list draws what can be seen.
beforeEach(() => {
  for (const name of ['clientHeight', 'offsetHeight'])
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, value: 400 });
});
afterEach(close);

async function missed(): Promise<HTMLElement> {
  const desk = new Desk();
  const post = entryOf('post', { text: 'Where is my suitcase?' });
  const made = customerWith([post, entryOf('message', { text: 'Hello' })]);
  const cited = { entryId: post.id, at: post.at, channel: post.channel };
  const lines = [{ kind: 'asked' as const, ...cited, quote: post.text }];
  desk.core.customers.set('max', { ...made, foreword: { lines, from: 2, isCut: false } });
  desk.core.filter = { ...NO_FILTER, kinds: ['message'] };
  await show(desk, '#work/max');
  fireEvent.click(screen.getByRole('button', { name: /^Asked/ }));
  await settle();
  return screen.getByText(/^That entry is not among those shown/);
}

test('that it is not shown is said until all are, and then it is gone to', async () => {
  const said = await missed();
  fireEvent.click(within(said).getByRole('button', { name: 'Show all' }));
  await settle();
  expect(said.isConnected).toBe(false);
  const stop = screen.getAllByRole('article').filter(({ tabIndex }) => tabIndex === 0);
  expect(stop.map(({ textContent }) => textContent)).toEqual([expect.stringContaining('Where is my suitcase?')]);
});

test('it is said no longer where the filter changes otherwise', async () => {
  const said = await missed();
  const all = screen.getAllByRole('button', { name: 'Show all' }).find(button => !said.contains(button))!;
  fireEvent.click(all);
  await settle();
  expect(said.isConnected).toBe(false);
});
