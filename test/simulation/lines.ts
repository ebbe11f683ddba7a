// What must hold of calls: who talks on them, that each is written down once, and that what is written is what is so.
import type { Ask, LineCall } from '../../backend/connectors/telephony/adapter.ts';
import type { Exchange } from '../../backend/connectors/telephony/exchange.ts';
import { UNREACHED } from '../../backend/telephony/operator.ts';
import { Broken } from './broken.ts';

type Look = <T extends object>(text: string, params?: readonly unknown[]) => Promise<T[]>;

/**
 * 1, of every change, by the exchange's own record: one of our telephones talks on a call, and another one beside it only while the
 * customer waits on hold, or once a conference with that other one was asked for.
 */
export function checkTalking(exchange: Exchange, changes: readonly LineCall[]): void {
  for (const call of changes) {
    const talking = (who: 'customer' | 'agent' | 'other'): number =>
      call.legs.filter(leg => leg.who === who && leg.state === 'talking').length;
    if (talking('agent') > 1) throw new Broken(1, `${talking('agent')} agents talk on ${call.id}`);
    if (talking('other') > 1) throw new Broken(1, `${talking('other')} other telephones talk on ${call.id}`);
    if (talking('other') === 0 || talking('customer') === 0) continue;
    if (!isConference(exchange, call.id))
      throw new Broken(1, `all three talk on ${call.id}, and nobody asked for a conference`);
  }
}

/** What was done last of bringing another telephone in and of putting all three together. */
function isConference(exchange: Exchange, id: string): boolean {
  const did = exchange.heard().filter(({ callId, refused }) => callId === id && refused === null);
  return did.findLast(({ ask }) => BRINGS.includes(ask.do) || ask.do === 'conference')?.ask.do === 'conference';
}
const BRINGS: readonly Ask['do'][] = ['transfer', 'consult', 'join'];

/** What is asked of a call is on its way, or was given up, which the agent is told. */
const OPEN = `SELECT k.external_id AS id, array_agg(e.json->'call') AS calls, min(a.json->>'name') AS holder,
    bool_or(EXISTS (SELECT FROM call_ask c WHERE c.entry_id = e.id)) AS asked
  FROM intake_key k JOIN entry e ON e.json->'call'->>'exchangeId' = k.external_id
  LEFT JOIN work_item w ON w.interaction_id = e.interaction_id AND w.state = 'held' LEFT JOIN agent a ON a.id = w.holder_id
  WHERE k.source = $1 AND k.type = 'call' AND k.external_id = ANY($2::text[]) GROUP BY k.external_id`;
type Open = {
  readonly id: string;
  readonly calls: readonly Line[];
  readonly holder: string | null;
  readonly asked: boolean;
};
type Line = Pick<LineCall, 'state' | 'onHold' | 'muted' | 'legs'> & { readonly trouble: string | null };
const connected = ({ onHold, muted, legs }: Pick<LineCall, 'onHold' | 'muted' | 'legs'>): string =>
  [...legs.map(({ who, name, state }) => `${who} ${name} ${state}`), `held ${onHold}`, `muted ${muted}`].join(', ');

/**
 * 1 and 5, again and again: who is connected with whom on a call is written down as the exchange has it, once nothing of it has
 * changed and nothing is being asked of it for `most` milliseconds, and who talks is who holds the work. `isServed`: a node is up.
 */
export function connectionWatch(look: Look, exchange: Exchange, most: number, isServed: () => boolean) {
  const quiet = new Map<string, { readonly n: number; readonly since: number }>();
  return async (now: number): Promise<void> => {
    const live = exchange.calls().filter(({ state }) => state === 'live');
    const open = live.length > 0 ? await look<Open>(OPEN, [exchange.name, live.map(({ id }) => id)]) : [];
    for (const call of live) {
      const row = open.find(({ id }) => id === call.id);
      const before = quiet.get(call.id);
      if (!isServed() || !row || row.asked || before?.n !== call.n) quiet.set(call.id, { n: call.n, since: now });
      else if (now - before.since >= most) mustAgree(row, call);
    }
  };
}

function mustAgree({ id, calls: [written], holder }: Open, call: LineCall): void {
  if (!written || written.trouble === UNREACHED) return;
  const [is, says] = [connected(call), connected(written)];
  if (is !== says) throw new Broken(5, `on call ${id} it is ${is}: written as ${says}`);
  const agent = call.legs.findLast(({ who, state }) => who === 'agent' && state === 'talking')?.name;
  if (agent !== undefined && holder !== null && holder !== agent)
    throw new Broken(1, `${agent} talks on call ${id}, and ${holder} holds it`);
}

type Written = {
  readonly id: string;
  readonly entries: number;
  readonly items: number;
  readonly call: { state: string; onHold: boolean; muted: boolean; trouble: string | null } | null;
  readonly state: string | null;
  readonly holder: string | null;
};

/** 3 and 5, when the faults are over: a call has one entry and one work item, and both are as the exchange has it. */
export async function checkLines(look: Look, exchange: Exchange): Promise<void> {
  const rows = await look<Written>(
    `SELECT k.external_id AS id, count(DISTINCT e.id)::int AS entries, count(DISTINCT w.id)::int AS items,
       (array_agg(e.json->'call'))[1] AS call, min(w.state) AS state, min(a.json->>'name') AS holder
     FROM intake_key k JOIN entry e ON e.json->'call'->>'exchangeId' = k.external_id
     LEFT JOIN work_item w ON w.interaction_id = e.interaction_id
     LEFT JOIN agent a ON a.id = w.holder_id
     WHERE k.source = $1 AND k.type = 'call' GROUP BY k.external_id`,
    [exchange.name],
  );
  for (const row of rows) {
    // First heard of when it was over: nobody was to be found for it.
    const isOver = row.call?.state === 'ended' || row.call?.state === 'abandoned';
    if (row.entries !== 1 || row.items > 1 || (row.items === 0 && !isOver))
      throw new Broken(3, `call ${row.id} has ${row.entries} entries and ${row.items} work items`);
    const line = exchange.at(row.id);
    if (line) compare(row, line);
  }
}

function compare({ id, call, state, holder }: Written, line: LineCall): void {
  if (!call) return;
  const isOver = call.state === 'ended' || call.state === 'abandoned';
  if (line.state === 'ended' && !isOver)
    throw new Broken(5, `call ${id} is over, and is written down as ${call.state}`);
  if (line.state === 'ended' && (state === 'waiting' || state === 'offered'))
    throw new Broken(6, `call ${id} is over, and its work is ${state}`);
  if (line.state !== 'live' || call.trouble === UNREACHED) return;
  if (call.state !== 'live') throw new Broken(5, `call ${id} goes on, and is ${call.state}`);
  if (line.onHold !== call.onHold || line.muted !== call.muted)
    throw new Broken(
      5,
      `call ${id} is held ${line.onHold}, muted ${line.muted}: written as ${call.onHold}, ${call.muted}`,
    );
  const agent = line.legs.findLast(({ who, state: leg }) => who === 'agent' && leg === 'talking')?.name;
  if (state === 'held' && agent !== undefined && holder !== agent)
    throw new Broken(1, `${agent} talks on call ${id}, and ${holder} holds it`);
}
