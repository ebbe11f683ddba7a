// A contact centre over the embedded engine, with a clock that only tests move.
import { type ContactCentre, createServices } from '../../../backend/contact-centre.ts';
import type { Outlet, Sent } from '../../../backend/connectors/outlet.ts';
import type { PublicAct } from '../../../backend/connectors/public-act.ts';
import type { Telephony } from '../../../backend/connectors/telephony/adapter.ts';
import type { Db, Store } from '../../../backend/store/db.ts';
import { openStore } from '../../../backend/store/open.ts';
import { plantSeed, type Seed } from '../../../backend/store/seed.ts';
import type { IntakeInput, IntakeResult } from '../../../shared/contract/intake.ts';
import type { Command, CommandKind, CommandOf, CommandReply } from '../../../shared/contract/commands.ts';
import type { FeedEvent } from '../../../shared/contract/wire.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import type { Offer } from '../../../shared/domain/offer.ts';
import type { Presence } from '../../../shared/domain/presence.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import type { Clock } from '../../../shared/lib/clock.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { memoryStore } from '../../support/kept-store.ts';

export const NOW = Date.UTC(2026, 10, 20, 12);
export const DAY = 24 * 3_600_000;

const level = { percent: 80, ms: 20_000 };
const queue = (id: string, name: string, channels: Seed['queues'][number]['channels']) => ({
  id,
  name,
  channels,
  ringMs: 20_000,
  serviceLevel: level,
  missedToNotReady: 2,
});
const agent = (id: string, name: string, queueIds: string[]) => ({
  id,
  name,
  role: 'agent' as const,
  queueIds,
  channels: ['voice', 'x', 'whatsapp', 'email', 'web'] as Seed['agents'][number]['channels'],
  capacity: 2,
});
export const seed: Seed = {
  queues: [
    queue('q-voice', 'Priority care', ['voice']),
    queue('q-chat', 'Disruption, messaging', ['whatsapp', 'chat', 'sms', 'x']),
    queue('q-public', 'Social, public', ['x', 'facebook', 'instagram', 'mastodon']),
    queue('q-mail', 'Email, general', ['email', 'web', 'letter']),
  ],
  agents: [
    agent('a-mara', 'Mara Lindholm', ['q-voice', 'q-chat', 'q-public', 'q-mail']),
    agent('a-priya', 'Priya Shah', ['q-voice']),
  ],
};

export type World = Awaited<ReturnType<typeof newWorld>>;

/**
 * `telephonyOf`: the exchange that calls are on, if any. `databaseUrl`: an empty database; left out: the embedded engine,
 * which `db.close` gives to the next.
 */
export async function newWorld(
  telephonyOf: (clock: Clock) => Telephony | null = () => null,
  databaseUrl: string | null = process.env['TEST_DATABASE_URL'] ?? null,
) {
  const db: Store = await (databaseUrl ? openStore({ dataDir: null, databaseUrl }) : memoryStore());
  await plantSeed(db, seed, NOW);
  let time = NOW;
  const clock = { now: () => time, monotonic: () => time - NOW };
  const sent: Entry[] = [];
  const acts: PublicAct[] = [];
  let answerAct: (act: PublicAct) => Promise<Sent> = async () => ({ ok: true });
  let answer: (entry: Entry) => Promise<Sent> = async () => ({ ok: true });
  const outlet: Outlet = {
    send(entry) {
      sent.push(entry);
      return answer(entry);
    },
    act(act) {
      acts.push(act);
      return answerAct(act);
    },
  };
  const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
  const telephony = telephonyOf(clock);
  const open = (through: Db = db): ContactCentre =>
    createServices({ db: through, clock, random, outlet, telephony, wake: () => undefined });
  const centre = open();
  const rows = async <T>(sql: string, ...params: unknown[]): Promise<T[]> =>
    (await db.query<{ json: T }>(sql, params)).map(row => row.json);

  return {
    db,
    centre,
    sent,
    acts,
    answerActsWith: (next: typeof answerAct) => void (answerAct = next),
    /** Another process over the same store; `through`: what stands between the two. */
    open,
    pass: (ms: number) => void (time += ms),
    now: () => time,
    answerWith: (next: typeof answer) => void (answer = next),
    async takeIn(...records: (IntakeInput | Record<string, unknown>)[]): Promise<IntakeResult[]> {
      return centre.intake(records);
    },
    run: <K extends CommandKind>(
      agentId: string,
      kind: K,
      params: CommandOf<K>['params'],
      id = uuidv7(),
    ): Promise<CommandReply> => centre.runCommand(agentId, { id, kind, params } as Command),
    entries: (customerId: string) =>
      rows<Entry>(`SELECT json FROM entry WHERE customer_id = $1 ORDER BY at, id`, customerId),
    item: async (id: string) => (await rows<WorkItem>(`SELECT json FROM work_item WHERE id = $1`, id))[0]!,
    ringing: async (agentId: string) =>
      (await rows<Offer>(`SELECT json FROM offer WHERE agent_id = $1 AND state = 'ringing'`, agentId))[0],
    offer: async (id: string) => (await rows<Offer>(`SELECT json FROM offer WHERE id = $1`, id))[0]!,
    presence: async (agentId: string) =>
      (await rows<Presence>(`SELECT json FROM presence WHERE agent_id = $1`, agentId))[0]!,
    told: async (): Promise<{ audience: string; audience_id: string; body: FeedEvent }[]> =>
      db.query(`SELECT audience, audience_id, body FROM feed_log ORDER BY seq`),
    /** Every unfinished item and offer goes, and everybody is offline, so that one test does not ring in the next. */
    async clear(): Promise<void> {
      const as = (state: string) => `state = '${state}', json = (json::jsonb || '{"state": "${state}"}')::json`;
      await db.query(`UPDATE offer SET ${as('missed')} WHERE state = 'ringing'`);
      await db.query(`UPDATE work_item SET ${as('finished')} WHERE state IN ('waiting', 'offered', 'held')`);
      const gone = `json_build_object('agentId', agent_id, 'version', 1, 'state', 'offline', 'reason', null, 'since', 0, 'pending', null)`;
      await db.query(`UPDATE presence SET state = 'offline', missed = 0, resume = NULL, json = ${gone}`);
    },
  };
}

export function imported(result: IntakeResult | undefined): Extract<IntakeResult, { outcome: 'imported' }> {
  if (result?.outcome !== 'imported') throw new Error(`not imported: ${JSON.stringify(result)}`);
  return result;
}

let count = 0;
/** An external id or address that no other test has. */
export const fresh = (prefix: string): string => `${prefix}${(count += 1)}`;
