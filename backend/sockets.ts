// Desks on their sockets: who is connected, what they are told, and when it ends.
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { LIMITS, type Session } from '../shared/contract/wire.ts';
import type { Clock } from '../shared/lib/clock.ts';
import { uuidv7 } from '../shared/lib/ids.ts';
import { logger } from '../shared/lib/log.ts';
import type { Source } from './feed/replay.ts';
import { type Stream, streamFor } from './feed/stream.ts';
import type { Tailer } from './feed/tailer.ts';
import type { Services } from './services.ts';
import { type BoardHearer, tellBoard } from './session/board.ts';
import { type Admitted, admit, authOf, refusedConnection } from './session/handshake.ts';
import { answerRequests, handlersFor } from './session/requests.ts';
import { roster } from './session/roster.ts';
import type { Tokens } from './session/tokens.ts';
import type { Store } from './store/db.ts';

const log = logger('session');

/** Milliseconds: silence is noticed after both together, which must be under 10 s. */
const PING = { pingInterval: 4_000, pingTimeout: 4_000 } as const;
/** Milliseconds a desk may take to apply a page; then it is left alone until it resumes. */
const APPLY = 20_000;
const TICK = 500;
/** Agent and session id. */
const newsSchema = z.tuple([z.string(), z.string()]);
const SESSION_CHANNEL = 'foreword_session';

type Parts = {
  readonly http: HttpServer;
  readonly store: Store;
  readonly services: Services;
  readonly source: Source;
  readonly tailer: Tailer;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly incarnation: string;
};
export type EndReason = 'replaced' | 'expired' | 'revoked' | 'shutdown';
type Seat = BoardHearer & {
  readonly id: string;
  readonly admitted: Admitted;
  readonly socket: Socket;
  readonly stream: Stream;
  expiresAt: number;
};
export type Sockets = { close(): Promise<void> };

/** Serves desks on an HTTP server that is, or will be, listening. */
export async function socketsOn(parts: Parts): Promise<Sockets> {
  const { http, store, services, source, tailer, tokens, clock, incarnation } = parts;
  const seats = roster<Seat>({
    opened: agentId => services.sessionOpened(agentId),
    lost: agentId => services.sessionLost(agentId),
  });
  const io = new Server(http, {
    ...PING,
    maxHttpBufferSize: LIMITS.messageBytes,
    connectTimeout: 10_000,
    serveClient: false,
    httpCompression: false,
  });

  io.use((socket, next) => {
    admit({ tokens, agentById: services.agentById }, authOf(socket)).then(
      admitted => {
        socket.data = admitted;
        next();
      },
      error => {
        log.warn('desk.refused', {}, error);
        next(refusedConnection(error));
      },
    );
  });

  function seatFor(socket: Socket, admitted: Admitted): Seat {
    const { agent, expiresAt } = admitted;
    const desk = {
      agentId: agent.id,
      lead: agent.role === 'lead',
      send: (page: unknown) =>
        new Promise<boolean>(done =>
          socket
            .timeout(APPLY)
            .emit('feed', page, (error: unknown, applied: unknown) => done(!error && applied === true)),
        ),
    };
    const stream = streamFor({ desk, source, tailer, clock });
    const hear = (board: unknown) => void socket.volatile.emit('board', board);
    const id = uuidv7(clock.now());
    return { id, admitted, socket, stream, expiresAt, hear, heardAt: Number.NEGATIVE_INFINITY };
  }

  function end(seat: Seat, reason: EndReason): void {
    seat.socket.emit('session.ended', { reason });
    seat.socket.disconnect(true);
    log.info('session.ended', { sessionId: seat.id, agentId: seat.admitted.agent.id, reason });
  }

  io.on('connection', socket => {
    const admitted = socket.data as Admitted;
    const { agent } = admitted;
    const seat = seatFor(socket, admitted);
    const session: Session = { agent, now: clock.now(), incarnation, sessionId: seat.id };
    socket.emit('session', session);
    const asking = {
      agentId: agent.id,
      stream: seat.stream,
      extend: (expiresAt: number) => void (seat.expiresAt = Math.max(seat.expiresAt, expiresAt)),
    };
    answerRequests(socket, handlersFor({ db: store, services, tokens, incarnation }, asking), agent.id);
    socket.on('disconnect', reason => {
      seat.stream.close();
      seats.leave(agent.id, seat);
      log.info('desk.disconnected', { sessionId: seat.id, agentId: agent.id, reason });
    });
    const older = seats.take(agent.id, seat, error => {
      log.error('session.unopened', { sessionId: seat.id, agentId: agent.id }, error);
      socket.disconnect(true); // the desk comes again, instead of waiting for work that cannot reach it
    });
    if (older) end(older, 'replaced');
    if (store.engine === 'postgres') tellNodes(agent.id, seat.id);
    log.info('desk.connected', { sessionId: seat.id, agentId: agent.id, deskId: admitted.deskId });
  });

  function tellNodes(agentId: string, sessionId: string): void {
    store
      .notify(SESSION_CHANNEL, JSON.stringify([agentId, sessionId]))
      .catch(error => log.warn('session.untold', { agentId }, error));
  }

  /** Ids begin with their time, so that the newest session wins on every node, whatever order the news comes in. */
  function heardOf(payload: string): void {
    if (payload === '') return; // the listener was away; what it missed, the older desk finds at its next command
    const [agentId, sessionId] = newsSchema.parse(JSON.parse(payload));
    const seat = seats.of(agentId);
    if (!seat || seat.id >= sessionId) return;
    seats.handOver(agentId, seat);
    end(seat, 'replaced');
  }
  if (store.engine === 'postgres') await store.listen(SESSION_CHANNEL, heardOf);

  const ticking = setInterval(() => {
    const now = clock.now();
    for (const seat of seats.all()) {
      if (now >= seat.expiresAt) end(seat, 'expired');
      else seat.stream.tick();
    }
  }, TICK);
  const stopBoard = tellBoard({
    board: () => services.board(),
    hearers: () => seats.all().filter(({ admitted }) => admitted.agent.role === 'lead'),
    monotonic: () => clock.monotonic(),
  });

  return {
    async close() {
      clearInterval(ticking);
      stopBoard();
      for (const seat of seats.all()) end(seat, 'shutdown');
      await io.close();
      await seats.settled();
    },
  };
}
