import { expect, test } from 'vitest';
import {
  keptSearches,
  renamed,
  withoutRecent,
  withRecent,
  withSaved,
} from '../../electron/core/cache/search/kept-searches.ts';
import { MOST_RECENT, MOST_SAVED, searchesSchema } from '../../shared/contract/bridge/searches.ts';
import { startDesk } from './support/desk.ts';

const NOWHERE = 'http://127.0.0.1:9';
const NONE = searchesSchema.parse({});

test('saved and recent searches are there after a restart without a network, and nothing of them is queued to be sent', async () => {
  const desk = startDesk(NOWHERE);
  const { saved } = await desk.bridge.call('searches.save', { name: 'Paid twice', query: 'channel:x "charged twice"' });
  await desk.bridge.call('searches.remember', { query: 'bag' });
  await desk.bridge.call('searches.rename', { id: saved[0]!.id, name: 'Twice' });
  expect(await desk.bridge.call('outbox.read', {})).toEqual([]);
  await desk.core.stop();
  const again = startDesk(NOWHERE, { dataDir: desk.dataDir });
  const kept = { saved: [{ id: saved[0]!.id, name: 'Twice', query: 'channel:x "charged twice"' }], recent: ['bag'] };
  expect(await again.bridge.call('searches.read', {})).toEqual(kept);
  await again.bridge.call('searches.remove', { id: saved[0]!.id });
  expect(await again.bridge.call('searches.forget', { query: null })).toEqual(NONE);
});

test('the last one used comes first, none twice, and no more than twenty', () => {
  const many = Array.from({ length: MOST_RECENT + 5 }, (_, i) => `search ${i}`).reduce(withRecent, NONE);
  expect(many.recent).toHaveLength(MOST_RECENT);
  expect(many.recent[0]).toBe(`search ${MOST_RECENT + 4}`);
  const again = withRecent(many, 'search 10');
  expect(again.recent.filter(query => query === 'search 10')).toEqual(['search 10']);
  expect(again.recent[0]).toBe('search 10');
  expect(withoutRecent(again, 'search 10').recent).toHaveLength(MOST_RECENT - 1);
});

test('a name is had once: saving under it replaces the query, renaming to it is refused', () => {
  const one = withSaved(NONE, 'a', 'Twice', 'charged twice');
  expect(withSaved(one, 'b', 'TWICE', 'paid twice').saved).toEqual([{ id: 'a', name: 'TWICE', query: 'paid twice' }]);
  const two = withSaved(one, 'b', 'Bags', 'bag');
  expect(() => renamed(two, 'b', 'twice')).toThrow('another search');
  expect(renamed(two, 'a', 'twice').saved[0]).toMatchObject({ id: 'a', name: 'twice' });
});

test('beyond the most that are kept another is refused, and what another program wrote is read as nothing', () => {
  const full = Array.from({ length: MOST_SAVED }, (_, i) => i).reduce(
    (kept, i) => withSaved(kept, `id-${i}`, `name ${i}`, 'bag'),
    NONE,
  );
  expect(() => withSaved(full, 'one', 'more', 'bag')).toThrow('no more searches');
  expect(keptSearches({ saved: 'something else' })).toEqual(NONE);
  expect(keptSearches({ recent: ['bag'] })).toEqual({ saved: [], recent: ['bag'] });
});
