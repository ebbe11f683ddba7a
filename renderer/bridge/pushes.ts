// The core says what changed; what is shown of it is asked for again. Timelines listen for themselves, in stores/conversations.
import type { Push } from '../../shared/contract/bridge.ts';
import { logger } from '../../shared/lib/log.ts';
import { loadBoard } from '../stores/board.ts';
import { loadConnection, setConnection } from '../stores/connection.ts';
import { loadNotices } from '../stores/notices.ts';
import { loadOutbox } from '../stores/outbox.ts';
import { loadPresence } from '../stores/presence.ts';
import { loadSession } from '../stores/session.ts';
import { loadWork } from '../stores/work.ts';
import { bridge } from './bridge.ts';

const log = logger('screen');

type Reload = () => Promise<void>;
const reloads: Partial<Record<Push['topic'], Reload>> = {
  notices: loadNotices,
  session: loadSession,
  presence: loadPresence,
  work: loadWork,
  outbox: loadOutbox,
  board: loadBoard,
};

/** One question at a time for each topic; pushes that come meanwhile are answered by one more. */
function inTurn(name: string, reload: Reload): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await reload();
    } catch (error) {
      log.warn('reload.failed', { topic: name }, error);
    }
    running = false;
    if (!again) return;
    again = false;
    await run();
  };
  return () => void run();
}

/** Asks for everything once and follows what changes. Returns how to stop. */
export function followCore(): () => void {
  const byTopic = new Map(Object.entries(reloads).map(([topic, reload]) => [topic, inTurn(topic, reload)]));
  const stop = bridge.onPush(push => {
    if (push.topic === 'connection') setConnection(push.connection);
    else byTopic.get(push.topic)?.();
  });
  inTurn('connection', loadConnection)();
  for (const reload of byTopic.values()) reload();
  return stop;
}
