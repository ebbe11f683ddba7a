// Hears the exchange and writes down what it says. Every change of a call comes whole, so twice or late does no harm.
import type { EntryOf } from '../../shared/domain/entry.ts';
import type { IntakeInput, IntakeResult } from '../../shared/contract/intake.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { logger } from '../../shared/lib/log.ts';
import type { LineCall, Telephony } from '../connectors/telephony/adapter.ts';
import { byItself } from '../ledger/cause.ts';
import { newChanges } from '../records/changes.ts';
import { next, read } from '../records/read.ts';
import type { Db, Tx } from '../store/db.ts';
import { untilTaken } from '../store/until-taken.ts';
import { endedRecord, merged, ringingRecord } from './records.ts';

const log = logger('telephony');

export type SwitchboardSetting = {
  readonly db: Db;
  readonly clock: Clock;
  readonly telephony: Telephony;
  readonly intake: (records: readonly IntakeInput[]) => Promise<IntakeResult[]>;
  readonly wake: () => void;
};
export type Switchboard = {
  /** Takes a call over as it is; resolves when it is written. */
  hear(call: LineCall): Promise<void>;
  /** Takes the call over as it is now: what was heard of it while something was being asked counted in part only. */
  again(callId: string): Promise<void>;
  /** Listens, and asks for every call that was not over when we last heard. */
  start(): Promise<void>;
  settle(): Promise<void>;
  stop(): Promise<void>;
};

export function newSwitchboard(setting: SwitchboardSetting): Switchboard {
  const lines = new Map<string, Promise<void>>();
  const newest = new Map<string, number>();
  let stopListening: (() => void) | null = null;
  let stopping = false;
  /** The exchange tells a thing once: what the database refused of it is repeated here. */
  const taken = (callId: string, run: () => Promise<void>): Promise<void> =>
    untilTaken(run, { isOver: () => stopping, refused: error => log.warn('call.waits', { callId }, error) });

  const hear = (call: LineCall): Promise<void> => {
    if (call.n <= (newest.get(call.id) ?? 0)) return lines.get(call.id) ?? Promise.resolve();
    newest.set(call.id, call.n);
    const now = (lines.get(call.id) ?? Promise.resolve())
      .then(() => taken(call.id, () => take(setting, call)))
      .catch((error: unknown) => log.error('call.unheard', { callId: call.id }, error));
    lines.set(call.id, now);
    void now.then(() => {
      if (lines.get(call.id) !== now) return;
      lines.delete(call.id);
      if (call.state === 'ended') newest.delete(call.id);
    });
    return now;
  };
  const again = (callId: string): Promise<void> => {
    const now = (lines.get(callId) ?? Promise.resolve())
      .then(async () => {
        const call = await setting.telephony.call(callId);
        if (call && call.state !== 'ended') await taken(callId, () => mergeCall(setting, call));
      })
      .catch((error: unknown) => log.warn('call.unasked', { callId }, error));
    lines.set(callId, now);
    void now.then(() => lines.get(callId) === now && lines.delete(callId));
    return now;
  };
  const settle = async (): Promise<void> => {
    while (lines.size > 0) await Promise.all(lines.values());
  };

  return {
    hear,
    again,
    settle,
    async start() {
      stopListening = setting.telephony.onCall(hear);
      await catchUp(setting, hear);
    },
    async stop() {
      stopListening?.();
      stopping = true;
      await settle();
    },
  };
}

async function take(setting: SwitchboardSetting, call: LineCall): Promise<void> {
  const { name } = setting.telephony;
  if (call.direction === 'in' && call.state === 'ringing') await setting.intake([ringingRecord(name, call)]);
  else await mergeCall(setting, call);
  if (call.state === 'ended') await setting.intake([endedRecord(name, call)]);
}

/** Hold, mute, recording, legs and words of a call that is not over. */
async function mergeCall({ db, clock, telephony, wake }: SwitchboardSetting, call: LineCall): Promise<void> {
  const told = await db.transaction(async tx => {
    const entry = await callNamed(tx, telephony.name, call.id);
    if (entry?.call.state !== 'live') return false;
    const asked = await tx.query('SELECT 1 AS yes FROM call_ask WHERE entry_id = $1 LIMIT 1', [entry.id]);
    const part = merged(entry.call, call, asked.length > 0, clock.now());
    if (!part) return false;
    const changes = newChanges(byItself('exchange'));
    changes.entry(next(entry, { call: part }));
    await changes.flush(tx);
    return true;
  });
  if (told) wake();
}

/** The entry of a call of that exchange, locked. */
export async function callNamed(tx: Tx, exchange: string, callId: string): Promise<EntryOf<'call'> | null> {
  const [key] = await tx.query<{ record_id: string }>(
    `SELECT record_id FROM intake_key WHERE source = $1 AND external_id = $2 AND type = 'call'`,
    [exchange, callId],
  );
  const entry = key ? await read(tx, 'entry', key.record_id, 'lock') : null;
  return entry?.kind === 'call' ? entry : null;
}

/** A call that the exchange does not know any more ended while nobody heard. */
async function catchUp(setting: SwitchboardSetting, hear: Switchboard['hear']): Promise<void> {
  const { db, telephony, intake } = setting;
  const open = await db.query<{ json: EntryOf<'call'> }>(
    `SELECT e.json FROM work_item w JOIN entry e ON e.interaction_id = w.interaction_id AND e.kind = 'call'
     WHERE w.channel = 'voice' AND w.state IN ('waiting', 'offered', 'held')
       AND e.json->'call'->>'exchange' = $1 AND e.json->'call'->>'state' IN ('waiting', 'live')`,
    [telephony.name],
  );
  for (const { json } of open) {
    const { number, exchangeId } = json.call;
    if (exchangeId === null) continue;
    const call = await telephony.call(exchangeId);
    if (call) await hear(call);
    else await intake([{ type: 'call', source: telephony.name, externalId: exchangeId, number, state: 'abandoned' }]);
  }
  log.info('exchange.joined', { open: open.length });
}
