import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { type Settings, settingsSchema } from '../../../shared/contract/bridge/session.ts';
import { type TimelineFilter, timelineFilterSchema } from '../../../shared/contract/bridge/timeline.ts';
import { NO_FILTER } from './filter.ts';

const seenSchema = z.record(z.string(), z.number());

type Row = { name: string; json: string };

/** What the agent chose on this desk, in the outbox's file: a refilled cache does not forget it. */
export function settingsTable(db: Database) {
  const read = db.prepare<[string], string>('SELECT json FROM kept WHERE name = ?').pluck();
  const write = db.prepare<[string, string]>(
    'INSERT INTO kept (name, json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET json = excluded.json',
  );
  const all = db.prepare<[], Row>('SELECT name, json FROM kept');
  const add = db.prepare<Row>('INSERT INTO kept (name, json) VALUES (@name, @json) ON CONFLICT (name) DO NOTHING');
  const kept = (name: string): unknown => {
    const json = read.get(name);
    return json === undefined ? undefined : JSON.parse(json);
  };
  const seen = (): Record<string, number> => {
    const parsed = seenSchema.safeParse(kept('seen'));
    return parsed.success ? parsed.data : {};
  };

  return {
    /** An older or newer program's file still reads: what does not fit becomes the default. */
    read(): Settings {
      const parsed = settingsSchema.safeParse(kept('settings') ?? {});
      return parsed.success ? parsed.data : settingsSchema.parse({});
    },
    write(settings: Settings): void {
      write.run('settings', JSON.stringify(settings));
    },
    filter(): TimelineFilter {
      const parsed = timelineFilterSchema.safeParse(kept('filter'));
      return parsed.success ? parsed.data : NO_FILTER;
    },
    keepFilter(filter: TimelineFilter): void {
      write.run('filter', JSON.stringify(filter));
    },
    /** What the agent chose to keep of the history; see keep-choice.ts, which reads it. */
    keepChoice: {
      read: () => kept('keep'),
      write: (choice: unknown): void => void write.run('keep', JSON.stringify(choice)),
    },
    /** Saved and recent searches; see kept-searches.ts, which reads them. */
    searches: {
      read: () => kept('searches'),
      write: (searches: unknown): void => void write.run('searches', JSON.stringify(searches)),
    },
    /** The signed-in agent, so that the desk starts without a network. */
    agentId(): string | null {
      const id = kept('agent');
      return typeof id === 'string' ? id : null;
    },
    keepAgentId(agentId: string): void {
      if (kept('agent') !== agentId) write.run('agent', JSON.stringify(agentId));
    },
    /** When the newest words of a customer that were on the screen were said; null: none were. */
    seenOf: (customerId: string): number | null => seen()[customerId] ?? null,
    /** Of customers in hand only: what is finished needs no mark. */
    keepSeen(customerId: string, at: number, inHand: readonly string[]): void {
      const before = seen();
      if (before[customerId] === at) return;
      const others = Object.entries(before).filter(([id]) => inHand.includes(id));
      write.run('seen', JSON.stringify({ ...Object.fromEntries(others), [customerId]: at }));
    },
    forgetSeen(customerId: string): void {
      const { [customerId]: gone, ...others } = seen();
      if (gone !== undefined) write.run('seen', JSON.stringify(others));
    },
    all: (): Row[] => all.all(),
    /** Of another file; what is here already stays. */
    takeOver(rows: readonly Row[]): void {
      for (const row of rows) add.run(row);
    },
  };
}
