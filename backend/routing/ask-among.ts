// Whom a question to a queue, or to whoever has a skill, rings at. Pure.
import type { Among } from '../../shared/domain/among.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import type { Server } from './route.ts';

const isAmong = (server: Server, { queueId }: Pick<WorkItem, 'queueId'>, among: Among): boolean =>
  among.to === 'queue'
    ? server.queueIds.includes(among.queueId)
    : server.queueIds.includes(queueId) && server.skills.includes(among.skill);

const canBeAsked = ({ state, gone, ringing, holdsVoice }: Server): boolean =>
  state === 'available' && gone !== true && !ringing && !holdsVoice;

export type Asking = {
  readonly item: Pick<WorkItem, 'queueId'>;
  readonly among: Among;
  readonly byId: string;
  /** Who was asked about this work before and did not come: asked again only where there is nobody else. */
  readonly before: ReadonlySet<string>;
};

/** Who has been free the longest, of those who can be asked now; null: nobody can. */
export function whomToAsk(servers: readonly Server[], { item, among, byId, before }: Asking): string | null {
  const fit = servers.filter(server => server.id !== byId && isAmong(server, item, among) && canBeAsked(server));
  const [first] = fit.toSorted(
    (a, b) =>
      Number(before.has(a.id)) - Number(before.has(b.id)) || a.freeSince - b.freeSince || (a.id < b.id ? -1 : 1),
  );
  return first?.id ?? null;
}
