// Our accounts, our agents by name, and languages: few, of many entries, and never forgotten before the cache is.
import type { Entry } from '../../../../shared/domain/entry.ts';
import { fold } from '../../../../shared/domain/search/words.ts';
import type { Database } from '../files/driver.ts';
import { agentsIn } from './marks.ts';

export type ValueKind = 'handle' | 'agent' | 'language';

export function knownValuesTable(db: Database) {
  const insert = db.prepare<[string, string]>('INSERT OR IGNORE INTO known_values (kind, value) VALUES (?, ?)');
  const all = db.prepare<[string], string>('SELECT value FROM known_values WHERE kind = ? ORDER BY value').pluck();
  const clear = db.prepare('DELETE FROM known_values');
  /** Written already; may be forgotten at any time. */
  const seen = new Set<string>();

  const note = (kind: ValueKind, value: string): void => {
    const key = `${kind} ${value}`;
    if (seen.has(key)) return;
    insert.run(kind, value);
    seen.add(key);
  };
  return {
    noteOf(entry: Entry): void {
      if (entry.handle !== null && entry.handle !== '') note('handle', entry.handle);
      if (entry.language !== null) note('language', entry.language.split('-')[0]!.toLowerCase());
      for (const agent of agentsIn(entry)) note('agent', agent);
    },
    all: (kind: ValueKind): string[] => all.all(kind),
    /** In which a word begins so, whatever the accents. */
    beginning(kind: ValueKind, text: string): string[] {
      const wanted = fold(text).trim().replace(/^@/u, '');
      return all.all(kind).filter(value => ` ${fold(value).replaceAll(/[@\s]+/gu, ' ')}`.includes(` ${wanted}`));
    },
    /** A transaction was taken back. */
    forgetSeen(): void {
      seen.clear();
    },
    clear(): void {
      clear.run();
      seen.clear();
    },
  };
}
export type KnownValuesTable = ReturnType<typeof knownValuesTable>;
