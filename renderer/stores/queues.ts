// What the desk knows of the queues: their names, hours and how their contacts end.
import { create } from 'zustand';
import type { Queue, WrapUpPolicy } from '../../shared/domain/work.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

type Queues = { readonly byId: ReadonlyMap<string, Queue> };
export const useQueues = create<Queues>()(() => ({ byId: new Map() }));

export const queueById = ({ byId }: Queues): Queues['byId'] => byId;

/** Of a queue that this desk has not heard of: nothing is asked. */
const NOTHING_ASKED: WrapUpPolicy = { required: false, acwMs: null, dispositions: [] };
export const wrapUpPolicy =
  (queueId: string) =>
  ({ byId }: Queues): WrapUpPolicy =>
    byId.get(queueId)?.wrapUp ?? NOTHING_ASKED;

export const loadQueues = reloader(async () => {
  const queues = await bridge.call('queues.read', {});
  useQueues.setState({ byId: new Map(queues.map(queue => [queue.id, queue])) });
}, unlessOffline);
