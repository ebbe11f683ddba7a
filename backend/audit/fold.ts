// Many alike become one: the first of each kind is written at once, the others of its minute are counted.
import type { AuditKind, AuditNote, Counted } from './note.ts';

/** Milliseconds for which what is alike is counted together. */
export const TOGETHER_MS = 60_000;
/** Of so many different ones of a minute; what comes on top is counted by kind and agent alone, then by kind. */
const MOST = { ofAgent: 200, inAll: 5_000 } as const;

type Open = { note: AuditNote; readonly since: number; firstAt: number; lastAt: number; count: number };

/**
 * Alike: of one kind, agent (or address, where nobody proved who they are), matter and outcome. Whose history was opened,
 * and which session began or ended, is told apart, because that is what it is for.
 */
const keyOf = (note: AuditNote): string => {
  const { kind, what, outcome, aboutAgent } = note;
  const apart = APART[kind];
  return JSON.stringify([kind, whoIn(note), what, outcome, aboutAgent, apart ? note[apart] : null]);
};
const APART: Readonly<Partial<Record<AuditKind, 'about' | 'sessionId'>>> = {
  'history.opened': 'about',
  'session.began': 'sessionId',
  'session.ended': 'sessionId',
};
const whoIn = ({ agentId, remote }: AuditNote): string => agentId ?? `at ${remote ?? 'nowhere'}`;

/** Pure but for what it remembers; `now` in monotonic milliseconds. */
export function newFold(monotonic: () => number) {
  const open = new Map<string, Open>();
  const perWho = new Map<string, number>();

  /** The place to count at: its own, or a wider one where there are too many. */
  function placeOf(note: AuditNote): readonly [key: string, as: AuditNote] {
    const own = keyOf(note);
    if (open.has(own)) return [own, note];
    const bare = { kind: note.kind, what: 'many', outcome: note.outcome } as const;
    if (open.size >= MOST.inAll) return [`many ${note.kind}`, bare];
    if ((perWho.get(whoIn(note)) ?? 0) < MOST.ofAgent) return [own, note];
    return [`many ${note.kind} ${whoIn(note)}`, { ...bare, agentId: note.agentId, remote: note.remote }];
  }

  const close = (key: string, one: Open): void => {
    open.delete(key);
    const left = (perWho.get(whoIn(one.note)) ?? 1) - 1;
    if (left > 0) perWho.set(whoIn(one.note), left);
    else perWho.delete(whoIn(one.note));
  };
  const counted = ({ note, count, firstAt, lastAt }: Open, now: number): Counted => ({
    note,
    count,
    sinceMs: now - firstAt,
    untilMs: now - lastAt,
  });

  return {
    /** To be written now; null: it is counted. */
    take(note: AuditNote): Counted | null {
      const now = monotonic();
      const [key, as] = placeOf(note);
      const known = open.get(key);
      if (!known) {
        open.set(key, { note: as, since: now, firstAt: now, lastAt: now, count: 0 });
        perWho.set(whoIn(as), (perWho.get(whoIn(as)) ?? 0) + 1);
        return { note: as, count: 1, sinceMs: 0, untilMs: 0 };
      }
      if (known.count === 0) known.firstAt = now;
      known.count++;
      known.lastAt = now;
      known.note = as;
      return null;
    },
    /** What was counted in minutes that are over; of all minutes when it ends. */
    due(all = false): Counted[] {
      const now = monotonic();
      const over = [...open].filter(([, { since }]) => all || now - since >= TOGETHER_MS);
      for (const [key, one] of over) close(key, one);
      return over.flatMap(([, one]) => (one.count > 0 ? [counted(one, now)] : []));
    },
  };
}
