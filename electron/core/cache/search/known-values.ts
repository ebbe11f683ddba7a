// Our accounts, our agents by name, and languages: few, of many entries, and never forgotten before the cache is.
import type { Entry } from '../../../../shared/domain/entry.ts';
import { fold } from '../../../../shared/domain/search/words.ts';
import type { Database } from '../files/driver.ts';
import { agentsIn } from './marks.ts';

export type ValueKind = 'handle' | 'agent' | 'language';

/** Of `de-AT` too. */
const plainLanguage = (tag: string): string => tag.split('-')[0]!.toLowerCase();

export function knownValuesTable(db: Database) {
  const insert = db.prepare<[string, string]>('INSERT OR IGNORE INTO known_values (kind, value) VALUES (?, ?)');
  const all = db.prepare<[string], string>('SELECT value FROM known_values WHERE kind = ? ORDER BY value').pluck();
  const clear = db.prepare('DELETE FROM known_values');
  /** Written already; may be forgotten at any time. */
  const seen: Readonly<Record<ValueKind, Set<string>>> = { handle: new Set(), agent: new Set(), language: new Set() };
  const forgetSeen = (): void => Object.values(seen).forEach(values => values.clear());

  const note = (kind: ValueKind, value: string, asKept = (it: string): string => it): void => {
    if (seen[kind].has(value)) return;
    insert.run(kind, asKept(value));
    seen[kind].add(value);
  };
  return {
    noteOf(entry: Entry): void {
      if (entry.handle !== null && entry.handle !== '') note('handle', entry.handle);
      if (entry.language !== null) note('language', entry.language, plainLanguage);
      for (const agent of agentsIn(entry)) note('agent', agent);
    },
    all: (kind: ValueKind): string[] => all.all(kind),
    /** In which a word begins so, whatever the accents. */
    beginning(kind: ValueKind, text: string): string[] {
      const wanted = fold(text).trim().replace(/^@/u, '');
      return all.all(kind).filter(value => ` ${fold(value).replaceAll(/[@\s]+/gu, ' ')}`.includes(` ${wanted}`));
    },
    /** A transaction was taken back. */
    forgetSeen,
    clear(): void {
      clear.run();
      forgetSeen();
    },
  };
}
export type KnownValuesTable = ReturnType<typeof knownValuesTable>;
