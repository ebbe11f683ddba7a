// Desks over socket.io: each socket becomes a connection as the session layer knows it.
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { LIMITS } from '../shared/contract/wire.ts';
import { logger } from '../shared/lib/log.ts';
import { noteOf, Refused } from './audit/refused.ts';
import { type DesksParts, desksOf } from './desks.ts';
import { buckets } from './session/bucket.ts';
import type { DeskConnection } from './session/connection.ts';
import type { Crowd, CrowdLimits } from './session/crowd.ts';
import type { Admitted } from './session/handshake.ts';
import { refusalOf } from './session/refusal.ts';

const log = logger('session');

/** Milliseconds: silence is noticed after both together, which must be under 10 s. */
const PING = { pingInterval: 4_000, pingTimeout: 4_000 } as const;

type Parts = DesksParts & { readonly http: HttpServer; readonly crowd: Crowd; readonly limits: CrowdLimits };
export type Sockets = {
  /** Whether a desk of this agent is connected here. */
  has(agentId: string): boolean;
  close(): Promise<void>;
};

/** Serves desks on an HTTP server that is, or will be, listening. */
export async function socketsOn({ http, crowd, limits, ...parts }: Parts): Promise<Sockets> {
  const desks = await desksOf(parts);
  const io = new Server(http, {
    ...PING,
    maxHttpBufferSize: LIMITS.requestBytes,
    connectTimeout: 10_000,
    serveClient: false,
    httpCompression: false,
  });

  const carriers = carriersOf(http, crowd.proved);
  const sessions = buckets(limits.sessions, parts.clock.monotonic);
  const requests = buckets(limits.requests, parts.clock.monotonic);

  async function admit(socket: Socket): Promise<void> {
    const admitted = await desks.admit(socket.handshake.auth);
    const { id } = admitted.agent;
    const flood = { kind: 'flood.closed', what: 'sessions of an agent', agentId: id } as const;
    if (!sessions.take(id)) throw new Refused('retry', 'this agent connects too often: wait', flood);
    socket.data = admitted;
  }

  io.use((socket, next) => {
    admit(socket).then(
      () => {
        carriers.admitted(socket);
        next();
      },
      error => {
        log.warn('desk.refused', {}, error);
        const note = noteOf(error, { remote: socket.handshake.address });
        if (note) parts.audit?.note(note);
        next(refusedConnection(error));
      },
    );
  });
  io.on('connection', socket => {
    socket.use((_event, next) => {
      if (requests.take(socket.id)) return next();
      const remote = socket.handshake.address;
      const { agent } = socket.data as Admitted;
      parts.audit?.note({
        kind: 'flood.closed',
        agentId: agent.id,
        remote,
        what: 'requests of a desk',
        outcome: 'retry',
      });
      socket.disconnect(true);
    });
    desks.seat(connectionOf(socket), socket.data as Admitted);
  });

  return {
    has: agentId => [...io.sockets.sockets.values()].some(({ data }) => (data as Admitted).agent.id === agentId),
    async close() {
      desks.endAll();
      await io.close();
      await desks.settled();
    },
  };
}

const sidOf = ({ url }: IncomingMessage): string | null =>
  URL.parse(url ?? '', 'http://desk')?.searchParams.get('sid') ?? null;

/**
 * What lies under a socket: one connection, by polling several, and another one once it has gone over to a websocket,
 * which may be before or after it is admitted.
 */
function carriersOf(http: HttpServer, proved: (carrier: NetSocket) => void) {
  const upgraded = new Map<string, NetSocket>();
  const admitted = new Set<string>();
  const ofAdmitted = (request: IncomingMessage): boolean => {
    const sid = sidOf(request);
    return sid !== null && admitted.has(sid);
  };
  http.on('request', request => {
    if (ofAdmitted(request)) proved(request.socket);
  });
  http.on('upgrade', (request, carrier: NetSocket) => {
    const sid = sidOf(request);
    if (sid === null) return;
    if (admitted.has(sid)) return proved(carrier);
    upgraded.set(sid, carrier);
    carrier.once('close', () => upgraded.get(sid) === carrier && upgraded.delete(sid));
  });
  return {
    admitted({ request, conn }: Socket): void {
      // The connection's own: a transport that it has gone over to has none.
      const sid = (conn as unknown as { readonly id: string }).id;
      admitted.add(sid);
      conn.once('close', () => admitted.delete(sid));
      for (const carrier of [request.socket, upgraded.get(sid)]) if (carrier) proved(carrier);
    },
  };
}

/** As socket.io hands it to the desk: `connect_error` with `data` of code and reason. */
function refusedConnection(error: unknown): Error {
  const { code, reason } = refusalOf(error);
  return Object.assign(new Error(reason), { data: { code, reason } });
}

const connectionOf = (socket: Socket): DeskConnection => ({
  remote: socket.handshake.address,
  tell: (name, body) => void socket.emit(name, body),
  tellLoosely: (name, body) => void socket.volatile.emit(name, body),
  ask: (name, body, withinMs) =>
    new Promise(done =>
      socket.timeout(withinMs).emit(name, body, (error: unknown, reply: unknown) => done(error ? null : reply)),
    ),
  onRequest: (name, handle) =>
    void socket.on(name, (raw: unknown, acknowledge: unknown) => {
      if (typeof acknowledge === 'function') handle(raw, reply => void acknowledge(reply));
    }),
  onEnd: ended => void socket.on('disconnect', ended),
  end: () => void socket.disconnect(true),
});
