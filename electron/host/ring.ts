// The host's own look at what rings, by what the core tells: a page that is busy, hidden or not there delays no notification.
import { methods, type Parsed, type Push } from '../../shared/contract/bridge.ts';
import { logger } from '../../shared/lib/log.ts';
import { ringWords } from '../../shared/domain/ring-words.ts';
import type { SpawnedCore } from '../core/spawn.ts';

const log = logger('ring');

export type Ring = NonNullable<Parsed<'alert.tell'>['ring']>;
type Chosen = Pick<Ring, 'notify' | 'raise'>;

/** Null: nothing rings. Left out: this push does not say. */
export function ringIn(push: Push, { notify, raise }: Chosen): Ring | null | undefined {
  if (push.topic !== 'work' || !push.told) return undefined;
  const { offer, audiences } = push.told.work;
  if (offer?.state !== 'ringing') return null;
  return { id: offer.id, ...ringWords(offer, audiences?.[offer.interactionId] ?? 'private'), notify, raise };
}

/** Tells `show` of each change, by the agent's settings as the core has them. Answers with a function that stops it. */
export function followRing(core: Pick<SpawnedCore, 'call' | 'onPush'>, show: (ring: Ring | null) => void): () => void {
  let chosen: Chosen = { notify: true, raise: false };
  const read = async (): Promise<void> => {
    const reply = await core.call('session.read', {});
    const parsed = reply.ok ? methods['session.read'].output.safeParse(reply.value) : null;
    if (parsed?.success) chosen = parsed.data.settings;
    else log.warn('settings.unread', {});
  };
  void read();
  return core.onPush(push => {
    if (push.topic === 'session') void read();
    const ring = ringIn(push, chosen);
    if (ring !== undefined) show(ring);
  });
}
