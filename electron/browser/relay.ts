// The bridge over a websocket: `{ id, name, input }` in, `{ id, reply }`, `{ push }` and, as a sign of life, `{}` out.
import type { Duplex } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import * as z from 'zod';
import { BEAT_MS, MAX_CALL, type Reply } from '../../shared/contract/bridge.ts';
import { logger } from '../../shared/lib/log.ts';
import { answerCall, type Host } from '../host/own-calls.ts';

const log = logger('relay');

const callSchema = z.object({ id: z.number().int().min(0), name: z.string().max(100), input: z.unknown() });

/** Calls of one page under way; a page of ours never has more than a handful. */
const MAX_UNDER_WAY = 100;
/** Bytes waiting for a page that does not read. Past this it is cut off; it comes back and asks again for what it shows. */
const MAX_WAITING = 16_000_000;

const decline = (code: 'bad-input' | 'retry', message: string): Reply => ({ ok: false, code, message });

function readCall(data: RawData): z.infer<typeof callSchema> | null {
  try {
    const parsed = callSchema.safeParse(JSON.parse(String(data)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function serveSocket(socket: WebSocket, host: Host): void {
  let underWay = 0;
  const tell = (message: object): void => {
    if (socket.bufferedAmount > MAX_WAITING) socket.terminate();
    else socket.send(JSON.stringify(message));
  };
  const stopPushes = host.core.onPush(push => tell({ push }));
  const beat = setInterval(() => tell({}), BEAT_MS);
  socket.on('message', (data, isBinary) => {
    const call = isBinary ? null : readCall(data);
    if (!call) {
      log.warn('call.refused', { reason: 'not a call' });
      return tell({ id: -1, reply: decline('bad-input', 'not a call') });
    }
    if (underWay >= MAX_UNDER_WAY) return tell({ id: call.id, reply: decline('retry', 'too many calls at once') });
    underWay += 1;
    void answerCall(host, call.name, call.input).then(reply => {
      underWay -= 1;
      tell({ id: call.id, reply });
    });
  });
  socket.on('error', error => log.warn('socket.failed', {}, error));
  socket.once('close', code => {
    clearInterval(beat);
    stopPushes();
    log.info('page.left', { code });
  });
}

export type BrowserRelay = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
};

/** Whoever reaches `upgrade` has been judged by trust.ts. Larger messages than a call may be end the connection, unread. */
export function browserRelay(host: Host): BrowserRelay {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_CALL, perMessageDeflate: false });
  return {
    upgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, page => {
        log.info('page.joined', { pages: server.clients.size });
        serveSocket(page, host);
      }),
    close() {
      for (const page of server.clients) page.close(1001);
      server.close();
    },
  };
}
