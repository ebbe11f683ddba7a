import type { Database } from 'better-sqlite3';
import { type Settings, settingsSchema } from '../../../shared/contract/bridge/session.ts';
import { type TimelineFilter, timelineFilterSchema } from '../../../shared/contract/bridge/timeline.ts';
import { NO_FILTER } from './filter.ts';

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
    /** The signed-in agent, so that the desk starts without a network. */
    agentId(): string | null {
      const id = kept('agent');
      return typeof id === 'string' ? id : null;
    },
    keepAgentId(agentId: string): void {
      if (kept('agent') !== agentId) write.run('agent', JSON.stringify(agentId));
    },
    all: (): Row[] => all.all(),
    /** Of another file; what is here already stays. */
    takeOver(rows: readonly Row[]): void {
      for (const row of rows) add.run(row);
    },
  };
}
