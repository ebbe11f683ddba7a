// A statement that took long says so in the log: which it is and how long it took, never what it was given. The driver has no
// hook that tells the time, so its statements are watched here.
import type { Database, Statement } from 'better-sqlite3';
import { logger } from '../../../shared/lib/log.ts';

const log = logger('cache');

/** Milliseconds. Longer than a person waits without noticing. */
const SLOW_MS = 50;
/** Statements whose names are remembered: those of the tables are a few hundred. */
const MOST_NAMES = 1_000;

export type SlowOptions = { slowMs?: number; monotonic?: () => number };
type Act = (...args: unknown[]) => unknown;

const TABLES = /\b(?:from|join|into|update|table|exists)\s+"?([a-z][a-z0-9_]*)"?/gi;
const NO_TABLE = new Set(['select', 'set', 'where', 'if', 'not', 'values', 'json_each']);

/** `entries.select`, `places+entries.select`: tables and verb, read from the statement's frame. What stands in quotes is left out. */
export function statementName(sql: string): string {
  const frame = sql.replaceAll(/'(?:[^']|'')*'/g, ' ').replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
  const verb =
    /\b(?:select|insert|update|delete|create|drop|alter|vacuum)\b/i.exec(frame)?.[0].toLowerCase() ?? 'other';
  const tables = [...frame.matchAll(TABLES)].map(([, name]) => name!.toLowerCase()).filter(name => !NO_TABLE.has(name));
  return `${[...new Set(tables)].slice(0, 3).join('+') || 'none'}.${verb}`;
}

/** Watches all statements of a connection from now on; answers the connection. */
export function watchStatements(db: Database, { slowMs = SLOW_MS, monotonic }: SlowOptions = {}): Database {
  const now = monotonic ?? performance.now.bind(performance);
  const names = statementNames();
  const told = (name: string, ms: number): void => log.warn('statement.slow', { statement: name, ms: Math.round(ms) });
  const timed = (name: string, act: Act): Act =>
    function (this: unknown, ...args: unknown[]): unknown {
      const started = now();
      try {
        return act.apply(this, args);
      } finally {
        const ms = now() - started;
        if (ms >= slowMs) told(name, ms);
      }
    };

  const prepare = db.prepare.bind(db) as (sql: string) => Statement;
  const watched = (sql: string): Statement => {
    const statement = prepare(sql);
    const name = names.of(sql);
    for (const verb of ['run', 'get', 'all'] as const)
      Object.defineProperty(statement, verb, { value: timed(name, statement[verb] as Act) });
    const iterate = statement.iterate.bind(statement);
    Object.defineProperty(statement, 'iterate', {
      value: (...args: unknown[]) => rowByRow(iterate(...args), now, ms => ms >= slowMs && told(name, ms)),
    });
    return statement;
  };
  const exec = db.exec.bind(db);
  const pragma = db.pragma.bind(db);
  return Object.assign(db, {
    prepare: watched,
    exec: (sql: string) => timed(names.of(sql), () => exec(sql))(),
    // Its name and no value: a key is set by one.
    pragma: (text: string, options?: { simple?: boolean }) =>
      timed(`pragma.${/^\s*\w+/.exec(text)?.[0].trim() ?? ''}`, () => pragma(text, options))(),
    transaction: commitsWatched(db, now, ms => {
      if (ms >= slowMs) told('commit', ms);
    }),
  });
}

/** Counts what the rows take, and not what is done with them in between. */
function* rowByRow(rows: Iterator<unknown>, now: () => number, took: (ms: number) => void): Generator<unknown> {
  let ms = 0;
  try {
    for (;;) {
      const started = now();
      const { done, value } = rows.next();
      ms += now() - started;
      if (done) return;
      yield value;
    }
  } finally {
    rows.return?.();
    took(ms);
  }
}

/** The driver prepares BEGIN and COMMIT for itself; what a transaction takes after its last word is its commit. */
function commitsWatched(db: Database, now: () => number, took: (ms: number) => void) {
  const transaction = db.transaction.bind(db) as unknown as (act: Act) => Act & Record<string, Act>;
  const isOutermost = (): boolean => !db.inTransaction;
  return (act: Act): Act => {
    let endedAt = 0;
    const inner = transaction(function (this: unknown, ...args: unknown[]) {
      const result = act.apply(this, args);
      endedAt = now();
      return result;
    });
    const counted = (run: Act): Act =>
      function (this: unknown, ...args: unknown[]): unknown {
        const commits = isOutermost();
        const result = run.apply(this, args);
        if (commits) took(now() - endedAt);
        return result;
      };
    const { deferred, immediate, exclusive } = inner as unknown as Record<'deferred' | 'immediate' | 'exclusive', Act>;
    return Object.assign(counted(inner), {
      deferred: counted(deferred),
      immediate: counted(immediate),
      exclusive: counted(exclusive),
    });
  };
}

/** The same statement has the same name; another one of the same tables and verb gets a number. */
function statementNames() {
  const bySql = new Map<string, string>();
  const counts = new Map<string, number>();
  return {
    of(sql: string): string {
      const had = bySql.get(sql);
      if (had !== undefined) return had;
      const base = statementName(sql);
      if (bySql.size >= MOST_NAMES) return base;
      const n = (counts.get(base) ?? 0) + 1;
      counts.set(base, n);
      const name = n === 1 ? base : `${base} ${n}`;
      bySql.set(sql, name);
      return name;
    },
  };
}
