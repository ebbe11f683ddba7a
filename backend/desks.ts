// Desks that are connected: who they are, what they are told, and when it ends. What carries them is sockets.ts's affair.
import type { Session } from '../shared/contract/wire.ts';
import type { Here } from '../shared/domain/here.ts';
import type { Gone } from '../shared/domain/presence.ts';
import { hasSlept } from '../shared/domain/sleep.ts';
import type { Clock } from '../shared/lib/clock.ts';
import { uuidv7 } from '../shared/lib/ids.ts';
import { logger } from '../shared/lib/log.ts';
import * as z from 'zod';
import { type Audit, noAudit } from './audit/audit.ts';
import type { Source } from './feed/replay.ts';
import { type Stream, streamFor } from './feed/stream.ts';
import type { Tailer } from './feed/tailer.ts';
import type { Services } from './services.ts';
import type { Roster } from '../shared/domain/roster.ts';
import type { Board } from '../shared/domain/work.ts';
import { faceOfBoard, faceOfRoster } from './session/board.ts';
import type { DeskConnection } from './session/connection.ts';
import { type Admitted, admit } from './session/handshake.ts';
import { answerRequests, handlersFor } from './session/requests.ts';
import { type HereSeat, newHereBoard } from './session/here.ts';
import { type Reviewed, reviewSeats } from './session/review.ts';
import { roster } from './session/roster.ts';
import { type Hearer, tellAgain } from './session/telling.ts';
import type { Tokens } from './session/tokens.ts';
import type { Store } from './store/db.ts';

const log = logger('session');

/** Milliseconds a desk may take to apply a page; then it is left alone until it resumes. */
const APPLY = 20_000;
const TICK = 500;
/** Agent and session id. */
const newsSchema = z.tuple([z.string(), z.string()]);
const SESSION_CHANNEL = 'foreword_session';

export type DesksParts = {
  readonly store: Store;
  readonly services: Services;
  readonly source: Source;
  readonly tailer: Tailer;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly incarnation: string;
  /** Left out: nothing is written down of who comes and goes. */
  readonly audit?: Audit;
};
export type EndReason = 'replaced' | 'expired' | 'revoked' | 'shutdown';
type Seat = Reviewed &
  HereSeat & {
    readonly board: Hearer<Board>;
    readonly roster: Hearer<Roster>;
    readonly admitted: Admitted;
    readonly connection: DeskConnection;
    readonly stream: Stream;
    /** Their machine slept until now. */
    readonly away: boolean;
    expiresAt: number;
    /** Why we ended it; null: we did not. */
    endedAs: EndReason | null;
    /** The desk has said that its agent leaves. */
    left: boolean;
  };

const howGone = ({ left, endedAs }: Seat): Gone['how'] => (left ? 'left' : endedAs === 'shutdown' ? 'stopped' : 'lost');

export type Desks = {
  /** @throws Fault of the code that the desk is refused with */
  admit(auth: unknown): Promise<Admitted>;
  /** Serves an admitted desk until its connection ends. */
  seat(connection: DeskConnection, admitted: Admitted): void;
  /** Ends everybody's session. */
  endAll(): void;
  /** Resolves when it is written down who has gone. */
  settled(): Promise<void>;
};

export async function desksOf(parts: DesksParts): Promise<Desks> {
  const { store, services, source, tailer, tokens, clock, incarnation, audit = noAudit } = parts;
  const seats = roster<Seat>({
    opened: (agentId, { id, away }) => services.sessionOpened(agentId, id, away),
    lost: (agentId, seat) => services.sessionLost(agentId, howGone(seat)),
    moved: agentId => services.sessionMoved(agentId),
  });

  const people = await newHereBoard({ store, seats: () => seats.all(), now: clock.now, monotonic: clock.monotonic });

  function seatFor(connection: DeskConnection, admitted: Admitted): Seat {
    const { agent, expiresAt } = admitted;
    const desk = {
      agentId: agent.id,
      lead: agent.role === 'lead',
      send: async (page: unknown) => (await connection.ask('feed', page, APPLY)) === true,
    };
    const stream = streamFor({ desk, source, tailer, clock });
    const hearer = (name: 'board' | 'roster') => ({
      hear: (told: unknown) => connection.tellLoosely(name, told),
      heardAt: Number.NEGATIVE_INFINITY,
    });
    const told = { board: hearer('board'), roster: hearer('roster') };
    const hereOf = (people: unknown) => connection.tellLoosely('here.of', people);
    const id = uuidv7(admitted.at);
    const who = { id, agentId: agent.id, role: agent.role };
    const away = admitted.paused !== null && hasSlept(admitted.paused, clock.now());
    return { ...who, ...told, hereOf, admitted, connection, stream, away, expiresAt, endedAs: null, left: false };
  }

  function end(seat: Seat, reason: EndReason): void {
    seat.endedAs = reason;
    seat.connection.tell('session.ended', { reason });
    seat.connection.end();
    log.info('session.ended', { sessionId: seat.id, agentId: seat.admitted.agent.id, reason });
  }

  function seat(connection: DeskConnection, admitted: Admitted): void {
    const { agent } = admitted;
    const fresh = seatFor(connection, admitted);
    const erasures = admitted.erasures.length > 0 ? { erasures: [...admitted.erasures] } : {};
    const session: Session = { agent, now: clock.now(), incarnation, sessionId: fresh.id, ...erasures };
    connection.tell('session', session);
    const origin = { sessionId: fresh.id, remote: connection.remote ?? null };
    const who = { agentId: agent.id, origin };
    const asking = {
      ...who,
      stream: fresh.stream,
      here: (here: Here) => people.say(agent.id, agent.name, here),
      leave: () => void (fresh.left = true),
      extend: (expiresAt: number) => void (fresh.expiresAt = Math.max(fresh.expiresAt, expiresAt)),
    };
    const handlers = handlersFor({ db: store, services, tokens, incarnation, audit }, asking);
    answerRequests(connection, handlers, { ...who, audit });
    const told = { agentId: agent.id, ...origin, about: admitted.deskId, outcome: 'done' } as const;
    audit.note({ kind: 'session.began', what: 'desk', ...told });
    connection.onEnd(reason => {
      fresh.stream.close();
      if (seats.of(agent.id) === fresh) people.gone(agent.id, agent.name);
      seats.leave(agent.id, fresh);
      audit.note({ kind: 'session.ended', what: fresh.endedAs ?? reason, ...told });
      log.info('desk.disconnected', { sessionId: fresh.id, agentId: agent.id, reason });
    });
    const older = seats.take(agent.id, fresh, error => {
      log.error('session.unopened', { sessionId: fresh.id, agentId: agent.id }, error);
      connection.end(); // the desk comes again, instead of waiting for work that cannot reach it
    });
    if (older) end(older, 'replaced');
    if (store.engine === 'postgres') tellNodes(agent.id, fresh.id);
    log.info('desk.connected', { sessionId: fresh.id, agentId: agent.id, deskId: admitted.deskId });
  }

  function tellNodes(agentId: string, sessionId: string): void {
    store
      .notify(SESSION_CHANNEL, JSON.stringify([agentId, sessionId]))
      .catch(error => log.warn('session.untold', { agentId }, error));
  }

  /** Ids begin with their time by the one database's clock, so that the newest session wins on every node, whatever order the news comes in. */
  function heardOf(payload: string): void {
    if (payload === '') return; // the listener was away; what it missed, the next review finds
    const [agentId, sessionId] = newsSchema.parse(JSON.parse(payload));
    const mine = seats.of(agentId);
    if (!mine || mine.id >= sessionId) return;
    giveUp(mine);
  }

  function giveUp(mine: Seat): void {
    seats.handOver(mine.agentId, mine);
    end(mine, 'replaced');
  }
  if (store.engine === 'postgres') await store.listen(SESSION_CHANNEL, heardOf);

  const ticking = setInterval(() => {
    const now = clock.now();
    for (const one of seats.all()) {
      if (now >= one.expiresAt) end(one, 'expired');
      else one.stream.tick();
    }
  }, TICK);
  const { monotonic } = clock;
  const stopBoard = tellAgain({
    name: 'board',
    read: () => services.board(),
    faceOf: faceOfBoard,
    hearers: () => seats.all().flatMap(one => (one.role === 'lead' ? [one.board] : [])),
    monotonic,
  });
  const stopRoster = tellAgain({
    name: 'roster',
    read: () => services.roster(),
    faceOf: faceOfRoster,
    hearers: () => seats.all().map(one => one.roster),
    monotonic,
  });

  const stopReview = reviewSeats<Seat>({
    standings: agentIds => services.standings(agentIds),
    seats: () => seats.all(),
    carryOut(one, verdict) {
      if (verdict === 'replaced') giveUp(one);
      else if (verdict === 'revoked') end(one, 'revoked');
      else one.connection.end(); // it comes again with its token, as what the agent is now
    },
  });

  return {
    admit: auth => admit({ tokens, agentById: services.agentById, db: store }, auth),
    seat,
    endAll() {
      clearInterval(ticking);
      stopBoard();
      stopRoster();
      people.stop();
      stopReview();
      for (const one of seats.all()) end(one, 'shutdown');
    },
    settled: () => seats.settled(),
  };
}
