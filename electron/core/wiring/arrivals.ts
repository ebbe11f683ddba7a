// What follows from what the backend said: each part of the core is told in its turn.
import type { Session } from '../../../shared/contract/wire.ts';
import type { Clock } from '../../../shared/lib/clock.ts';
import type { Cache } from '../cache/cache.ts';
import type { Checkpointer } from '../cache/files/checkpoint.ts';
import type { FormerBeside } from '../cache/keeping/former-beside.ts';
import type { DeskFile } from '../cache/desk-file.ts';
import type { Exports } from '../export/exports.ts';
import type { Attachments } from '../link/attachments.ts';
import type { Ingested, OpenPage } from '../link/ingest.ts';
import { sendLate } from '../link/late-wrap-ups.ts';
import type { Outbox } from '../link/outbox.ts';
import type { Pushes } from '../bridge/pushes.ts';
import type { Erasures } from '../erasures.ts';
import type { OfferClock } from '../offer-clock.ts';
import type { ReadAhead } from '../read-ahead.ts';
import type { SleepWatch } from '../sleep.ts';
import type { Troubles } from '../troubles.ts';
import type { Keeping } from './keeping.ts';

export type Arrivals = {
  clock: Clock;
  cache: Cache;
  file: DeskFile;
  checkpoints: Checkpointer;
  troubles: Troubles;
  pushes: Pushes;
  offers: OfferClock;
  attachments: Attachments;
  exports: Pick<Exports, 'settle'>;
  outbox: Outbox;
  ahead: ReadAhead;
  erasures: Erasures;
  former: Pick<FormerBeside, 'wake'>;
  keeping: Pick<Keeping, 'fill'>;
  sleep: SleepWatch;
};

/** A page is in the cache. */
export function pageApplied(parts: Arrivals, page: OpenPage, { changes, near, reset }: Ingested): void {
  const { cache, checkpoints, troubles, pushes, offers, attachments, outbox, ahead, keeping } = parts;
  checkpoints.wrote();
  troubles.wrote();
  pushes.add(...changes);
  parts.erasures.applied();
  if (reset) pushes.add({ topic: 'session' }, { topic: 'work' }, { topic: 'presence' });
  if (changes.some(change => change.topic === 'work')) {
    offers.watch();
    sendLate(parts);
    keeping.fill.wake();
  }
  if (cache.brought.customers().size > 0 && changes.some(({ topic }) => topic === 'customer')) {
    // Whom somebody asked for, perhaps: how much is here is told, and the rest is loaded behind work.
    keeping.fill.wake();
    pushes.add({ topic: 'review' });
  }
  attachments.applied(changes, reset, page.left);
  parts.exports.settle();
  outbox.settle(page.left === 0);
  if (reset) {
    ahead.clear();
    parts.former.wake();
  }
  ahead.want(near);
  if (page.left === 0) ahead.start();
}

/** The backend knows this desk's agent. Throws where the cache is of no use any more. */
export function signedIn(parts: Arrivals, { agent, erasures = [] }: Session): void {
  const { cache, file, troubles, pushes, outbox, sleep, keeping } = parts;
  try {
    file.settings.keepAgentId(agent.id);
    cache.write(() => cache.agents.put(agent));
    // Before the feed is asked for, and before anything that it brings is shown.
    parts.erasures.told(erasures);
  } catch (error) {
    if (troubles.failed(error) === 'end') throw error;
  }
  pushes.add({ topic: 'session' });
  sleep.connected();
  outbox.connected();
  keeping.fill.connected();
}
