// Takes to the exchange what agents have asked for, once it is written down, and writes down what became of it.
import type { EntryOf } from '../../shared/domain/entry.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { logger } from '../../shared/lib/log.ts';
import type { Answer, Ask, LineCall, Telephony } from '../connectors/telephony/adapter.ts';
import { byItself } from '../ledger/cause.ts';
import { newChanges } from '../records/changes.ts';
import { next, read } from '../records/read.ts';
import type { Db, Tx } from '../store/db.ts';
import { AGAIN_MS, untilTaken } from '../store/until-taken.ts';
import { merged } from './records.ts';
import { type Switchboard } from './switchboard.ts';

const log = logger('telephony');

/** Milliseconds before each further attempt at an exchange that cannot be reached; then the agent is told. */
const AGAIN_AFTER = [250, 1_000, 3_000] as const;
/** Of what was asked nothing is known then: what the agent wanted stays written, with this beside it. */
export const UNREACHED = 'the exchange could not be reached';

export type OperatorSetting = {
  readonly db: Db;
  readonly clock: Clock;
  readonly telephony: Telephony;
  readonly switchboard: Pick<Switchboard, 'hear' | 'again'>;
  readonly wake: () => void;
};
export type Operator = {
  /** Looks for what is to be asked; returns at once. Of one call, one thing after the other. */
  kick(): void;
  settle(withinMs?: number): Promise<void>;
};
type Row = { id: string; call_id: string; entry_id: string; ask: Ask };

export function newOperator(setting: OperatorSetting): Operator {
  const busy = new Map<string, Promise<void>>();
  let looking: Promise<void> | null = null;
  let again = false;
  let stopping = false;
  /** Nobody comes by to ask again: what the database refused is repeated here. */
  const taken: Taken = run =>
    untilTaken(run, { isOver: () => stopping, refused: error => log.warn('ask.waits', {}, error) });

  async function look(): Promise<void> {
    do {
      again = false;
      const rows = await taken(() =>
        setting.db.query<Row>(`SELECT id, call_id, entry_id, ask FROM call_ask ORDER BY place`),
      );
      for (const row of rows) {
        if (busy.has(row.call_id)) continue;
        const one = carry(setting, taken, row)
          .catch((error: unknown) => left(row, error))
          .then(() => {
            busy.delete(row.call_id);
            if (!stopping) kick();
          });
        busy.set(row.call_id, one);
      }
    } while (again);
  }
  /** It is still to be asked, and would be found again at once. */
  async function left({ id }: Row, error: unknown): Promise<void> {
    log.error('ask.left', { askId: id }, error);
    if (!stopping) await new Promise(done => setTimeout(done, AGAIN_MS));
  }
  function kick(): void {
    if (looking) return void (again = true);
    looking = look()
      .catch((error: unknown) => log.error('asks.unread', {}, error))
      .finally(() => {
        looking = null;
        if (again) kick();
      });
  }

  return {
    kick,
    async settle(withinMs = Number.POSITIVE_INFINITY) {
      stopping ||= Number.isFinite(withinMs);
      const over = Number.isFinite(withinMs) ? AbortSignal.timeout(withinMs) : undefined;
      const late = new Promise<void>(done => over?.addEventListener('abort', () => done()));
      while ((looking !== null || busy.size > 0) && !over?.aborted)
        await Promise.race([late, Promise.all([looking, ...busy.values()])]);
    },
  };
}

type Taken = <T>(run: () => Promise<T>) => Promise<T>;

async function carry(setting: OperatorSetting, taken: Taken, row: Row): Promise<void> {
  const answer = await asked(setting.telephony, row);
  const refused = answer.ok ? null : answer.reason;
  log.info('exchange.asked', { askId: row.id, do: row.ask.do, done: answer.ok });
  const told = await taken(() => setting.db.transaction(async tx => settle(setting, tx, row, answer)));
  if (told) setting.wake();
  // A call that cannot be made is over, and so is one that the exchange has ended meanwhile.
  if (row.ask.do === 'dial' && refused !== null && !answer.call)
    await setting.switchboard.hear(neverRang(row, row.ask, setting.clock.now()));
  else if (answer.call?.state === 'ended') await setting.switchboard.hear(answer.call);
  else if (answer.call) await setting.switchboard.again(row.call_id);
}

async function asked(telephony: Telephony, { call_id: callId, id, ask }: Row): Promise<Answer> {
  for (const waitMs of [...AGAIN_AFTER, null]) {
    try {
      return await telephony.ask(callId, id, ask);
    } catch (error) {
      log.warn('exchange.unreached', { askId: id }, error);
      if (waitMs !== null) await new Promise(done => setTimeout(done, waitMs));
    }
  }
  return { ok: false, reason: UNREACHED, call: null };
}

/** True: the entry has changed. */
async function settle({ clock }: OperatorSetting, tx: Tx, row: Row, answer: Answer): Promise<boolean> {
  const gone = await tx.query('DELETE FROM call_ask WHERE id = $1 RETURNING id', [row.id]);
  const entry = gone.length > 0 ? await read(tx, 'entry', row.entry_id, 'lock') : null;
  if (entry?.kind !== 'call') return false;
  const more = await tx.query('SELECT 1 AS yes FROM call_ask WHERE entry_id = $1 LIMIT 1', [entry.id]);
  const part = partOf(entry, answer, more.length > 0, clock.now());
  if (!part) return false;
  const changes = newChanges(byItself('exchange'));
  changes.entry(next(entry, { call: part }));
  await changes.flush(tx);
  return true;
}

function partOf(entry: EntryOf<'call'>, answer: Answer, more: boolean, now: number): EntryOf<'call'>['call'] | null {
  const { call } = entry;
  const known = answer.call && call.state === 'live' ? merged(call, answer.call, more, now) : null;
  if (answer.ok) return known;
  // A refusal that tells nothing of the call leaves what the agent asked for standing, with the reason beside it.
  return { ...(known ?? call), trouble: answer.reason.slice(0, 1_000) };
}

const neverRang = (row: Row, { number, line }: Extract<Ask, { do: 'dial' }>, now: number): LineCall => ({
  id: row.call_id,
  n: Number.MAX_SAFE_INTEGER,
  direction: 'out',
  number,
  line,
  queue: null,
  name: null,
  subject: null,
  state: 'ended',
  end: 'failed',
  rangAt: now,
  answeredAt: null,
  endedAt: now,
  onHold: false,
  muted: false,
  recording: 'off',
  legs: [],
  turns: [],
});
