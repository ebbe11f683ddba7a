// What must hold of work that changes hands or is set aside: who sends, and that it comes back.
import { Broken } from './broken.ts';

type Look = <T extends object>(text: string, params?: readonly unknown[]) => Promise<T[]>;
type Sent = { readonly id: string; readonly agent: string; readonly state: string; readonly holder: string | null };

/**
 * 1, after every commit: while the work of a conversation is open its holder alone answers there; who helps, who has lost it
 * and who sees it wait or ring sends nothing. The transactions of the one database are in order.
 */
export function senderWatch(look: Look) {
  const seen = new Set<string>();
  return async (): Promise<void> => {
    const rows = await look<{ id: string }>('SELECT entry_id AS id FROM outgoing');
    const fresh = rows.flatMap(({ id }) => (seen.has(id) ? [] : [id]));
    for (const id of fresh) seen.add(id);
    if (fresh.length > 0) await checkSenders(look, fresh);
  };
}

async function checkSenders(look: Look, entryIds: readonly string[]): Promise<void> {
  const [one] = await look<Sent>(
    `SELECT e.id, e.json->'author'->>'agentId' AS agent, l.after->>'state' AS state, l.after->>'holder' AS holder
     FROM outgoing o JOIN entry e ON e.id = o.entry_id JOIN work_item w ON w.interaction_id = e.interaction_id
     JOIN LATERAL (SELECT after FROM ledger l WHERE l.work_item_id = w.id AND l.kind = 'item'
       AND l.tx::text::bigint <= e.xmin::text::bigint ORDER BY l.seq DESC LIMIT 1) l ON true
     WHERE o.entry_id = ANY($1) AND e.json->>'version' = '1' AND e.json->'author'->>'agentId' IS NOT NULL
       AND l.after->>'state' IN ('waiting', 'offered', 'held')
       AND l.after->>'holder' IS DISTINCT FROM e.json->'author'->>'agentId'`,
    [entryIds],
  );
  if (one)
    throw new Broken(1, `${one.agent} sent ${one.id} into work that is ${one.state}, of ${one.holder ?? 'nobody'}`);
}

type Parked = { readonly id: string; readonly until: number | null; readonly spoken: boolean };

/** 6: what is set aside comes back with the customer's word, and within `most` milliseconds of its time by the clock that all nodes share. */
export function parkedWatch(look: Look, most: number, latest: () => number | null) {
  const since = new Map<string, number>();
  return async (now: number): Promise<void> => {
    const parked = await look<Parked>(
      `SELECT w.id, (w.json->'parked'->>'until')::bigint AS until, EXISTS (SELECT FROM entry e
         WHERE e.interaction_id = w.interaction_id AND e.json->>'direction' = 'in' AND e.json->>'version' = '1'
         AND e.xmin::text::bigint > w.xmin::text::bigint) AS spoken
       FROM work_item w WHERE w.state = 'held' AND w.json->>'parked' IS NOT NULL`,
    );
    const clock = latest();
    const late = parked.filter(({ until }) => until !== null && clock !== null && clock >= until);
    for (const id of since.keys()) if (!late.some(one => one.id === id)) since.delete(id);
    for (const { id } of late) {
      const from = since.get(id) ?? now;
      since.set(id, from);
      if (now - from > most) throw new Broken(6, `${id} was set aside, and is ${now - from} ms late`);
    }
    const forgotten = parked.find(({ spoken }) => spoken);
    if (forgotten) throw new Broken(6, `the customer of ${forgotten.id} has spoken, and it is still set aside`);
  };
}
