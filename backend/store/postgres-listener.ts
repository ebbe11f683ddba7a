// A connection of its own for LISTEN. Losing it costs latency only: whoever listens polls as well.
import { Client, type ClientConfig } from 'pg';
import { logger } from '../../shared/lib/log.ts';

const log = logger('store');
const RECONNECT_MS = 1_000;
const IDENTIFIER = /^[a-z_]+$/;

/** Anybody with the database can notify; what is not understood must not end the process. */
function tell(hear: (payload: string) => void, payload: string): void {
  try {
    hear(payload);
  } catch (error) {
    log.warn('notification.refused', { length: payload.length }, error);
  }
}

export type Listener = {
  listen(channel: string, hear: (payload: string) => void): Promise<void>;
  close(): Promise<void>;
};

/** Reconnects by itself, and then calls every hearer once, because what was said meanwhile is lost. */
export function listenerFor(config: ClientConfig): Listener {
  const hearers = new Map<string, ((payload: string) => void)[]>();
  let client: Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function connect(): Promise<void> {
    const fresh = new Client({ ...config, statement_timeout: 0 });
    fresh.on('error', error => lost(fresh, error));
    fresh.on('end', () => lost(fresh, new Error('ended')));
    fresh.on('notification', ({ channel, payload }) => {
      for (const hear of hearers.get(channel) ?? []) tell(hear, payload ?? '');
    });
    try {
      await fresh.connect();
      if (closed) return void (await fresh.end());
      for (const channel of hearers.keys()) await fresh.query(`LISTEN ${channel}`);
      client = fresh;
    } catch (error) {
      lost(fresh, error);
    }
  }

  function lost(which: Client, error: unknown): void {
    if (closed || timer || (client !== null && client !== which)) return;
    log.warn('listener.lost', {}, error);
    client = null;
    timer = setTimeout(() => {
      timer = undefined;
      void connect().then(() => {
        for (const list of hearers.values()) for (const hear of list) tell(hear, '');
      });
    }, RECONNECT_MS);
  }

  return {
    async listen(channel, hear) {
      if (!IDENTIFIER.test(channel)) throw new Error(`not a channel name: ${channel}`);
      const known = hearers.get(channel);
      hearers.set(channel, [...(known ?? []), hear]);
      if (client === null && !timer) await connect();
      else if (client !== null && !known) await client.query(`LISTEN ${channel}`);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
