import type { Entry } from '../../../shared/domain/entry.ts';
import type { FakeBackend } from './fake-backend.ts';
import { granted, messages, NOW } from './records.ts';

export type Asked = { customerId: string; at: number };

/**
 * A backend that knows these histories, ascending, grants the newest `given` of each, and gives older ones on demand, 200 at
 * a time. Answers what was asked for, in order; `refuse` says which question is not answered.
 */
export function tellsHistories(
  backend: FakeBackend,
  histories: ReadonlyMap<string, readonly Entry[]>,
  {
    given = 50,
    limit = 200,
    refuse = () => false,
  }: { given?: number; limit?: number; refuse?: (n: number) => boolean } = {},
): Asked[] {
  const asked: Asked[] = [];
  backend.hasHistory((before, customerId) => {
    asked.push({ customerId, at: performance.now() });
    if (refuse(asked.length)) return { code: 'retry', reason: 'Not now.' };
    const all = histories.get(customerId) ?? [];
    const older = all.filter(entry => entry.at < before.at || (entry.at === before.at && entry.id < before.id));
    const entries = older.slice(-limit);
    return { customerId, entries, older: older.length - entries.length };
  });
  const grants = [...histories].map(([customerId, all]) => {
    const newest = all.slice(-given);
    return granted(customerId, newest, all.length - newest.length);
  });
  backend.append(grants);
  return asked;
}

/** `n` entries, a minute apart, of each; `agesDays`: how long ago the newest of each was. */
export const historiesOf = (agesDays: Readonly<Record<string, number>>, n: number): Map<string, Entry[]> =>
  new Map(Object.entries(agesDays).map(([id, days]) => [id, messages(id, n, NOW - days * 86_400_000)]));
