// What must hold of calls: who talks on them, that each is written down once, and that what is written is what is so.
import type { LineCall } from '../../backend/connectors/telephony/adapter.ts';
import type { Exchange } from '../../backend/connectors/telephony/exchange.ts';
import { Broken } from './broken.ts';

type Look = <T extends object>(text: string, params?: readonly unknown[]) => Promise<T[]>;

/**
 * 1, at any time: one of our telephones talks on a call, and another one beside it only while the customer waits on hold or
 * once a conference was asked for.
 */
export function checkTalking(exchange: Exchange): void {
  for (const call of exchange.calls()) {
    const talking = (who: 'customer' | 'agent' | 'other'): number =>
      call.legs.filter(leg => leg.who === who && leg.state === 'talking').length;
    if (talking('agent') > 1) throw new Broken(1, `${talking('agent')} agents talk on ${call.id}`);
    if (talking('other') > 1) throw new Broken(1, `${talking('other')} other telephones talk on ${call.id}`);
    if (talking('other') === 0 || talking('customer') === 0) continue;
    if (!exchange.heard().some(({ callId, ask, refused }) => callId === call.id && ask.do === 'conference' && !refused))
      throw new Broken(1, `all three talk on ${call.id}, and nobody asked for a conference`);
  }
}

type Written = {
  readonly id: string;
  readonly entries: number;
  readonly items: number;
  readonly call: { state: string; onHold: boolean; muted: boolean; agentName: string | null } | null;
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
  if (line.state === 'live' && call.state !== 'live') throw new Broken(5, `call ${id} goes on, and is ${call.state}`);
  if (line.state === 'ended' && (state === 'waiting' || state === 'offered'))
    throw new Broken(6, `call ${id} is over, and its work is ${state}`);
  if (line.state !== 'live') return;
  if (line.onHold !== call.onHold || line.muted !== call.muted)
    throw new Broken(
      5,
      `call ${id} is held ${line.onHold}, muted ${line.muted}: written as ${call.onHold}, ${call.muted}`,
    );
  const agent = line.legs.findLast(({ who, state: leg }) => who === 'agent' && leg === 'talking')?.name;
  if (state === 'held' && agent !== undefined && holder !== agent)
    throw new Broken(1, `${agent} talks on call ${id}, and ${holder} holds it`);
}
