import { io, type Socket } from 'socket.io-client';
import * as z from 'zod';
import {
  handshakeSchema,
  LOOSE,
  type Loose,
  requests,
  type Session,
  sessionSchema,
  tellings,
  type Told,
  WIRE_VERSION,
} from '../../../shared/contract/wire.ts';
import type { Paused } from '../../../shared/domain/sleep.ts';
import { Fault, FAULT_CODES } from '../../../shared/lib/fault.ts';
import { logger } from '../../../shared/lib/log.ts';

const log = logger('link');

type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestInput<N extends RequestName> = z.input<Requests[N]['input']>;
export type RequestReply<N extends RequestName> = z.output<Requests[N]['reply']>;

/** Why a socket ended: it was lost, or the backend said no. */
export type SocketEnd = { readonly fault: Fault; readonly replaced: boolean };

export type SocketListeners = {
  session(session: Session): void;
  feed(page: unknown, acknowledge: (applied: boolean) => void): void;
  /** What may be lost. */
  loose<N extends Loose>(name: N, told: Told<N>): void;
  /** Once, whatever happened; the socket is closed by then. */
  ended(end: SocketEnd): void;
};

export type LinkSocket = {
  request<N extends RequestName>(name: N, input: RequestInput<N>, timeoutMs: number): Promise<RequestReply<N>>;
  /** `leaves`: by the agent's will, which the backend is told first. */
  close(why: string, leaves?: 'leaves'): void;
};

const refusalSchema = z.object({ code: z.enum(FAULT_CODES), reason: z.string().max(500) });

/** How a desk reaches a backend: over the network, or, in the simulation, over one that is made up. */
export type Dial = typeof openSocket;

/**
 * Straight to a websocket; where that fails, by polling, which goes over to a websocket as soon as one can be had. Not left
 * to engine.io's `tryAllTransports`: it would stay on polling for as long as the connection lasts. Milliseconds.
 */
const WAYS = [
  { transports: ['websocket'], timeout: 4_000 },
  { transports: ['polling', 'websocket'], timeout: 8_000 },
] as const;

/** One connection, dialled once each way: repeating is link.ts's affair. There is never a second socket beside one. */
export function openSocket(
  url: string,
  deskId: string,
  token: string,
  listen: SocketListeners,
  paused?: Paused,
): LinkSocket {
  const auth = handshakeSchema.parse({ version: WIRE_VERSION, deskId, token, paused });
  let over = false;
  let farewell = false;
  const drop = (): void => {
    socket.removeAllListeners();
    if (!farewell) socket.disconnect();
  };
  const end: End = (fault, replaced = false) => {
    if (over) return;
    over = true;
    drop();
    listen.ended({ fault, replaced });
  };
  const dial = ([way, ...others]: readonly (typeof WAYS)[number][]): Socket => {
    const dialled = io(url, { ...way, transports: [...way!.transports], auth, reconnection: false, forceNew: true });
    dialled.on('connect_error', error => {
      const refusal = refusalOf(error);
      if (refusal || others.length === 0) return end(refusal ?? noAnswer(error, url));
      drop();
      socket = dial(others);
    });
    hear(dialled, listen, end);
    return dialled;
  };
  let socket = dial(WAYS);
  return {
    request: (name, input, timeoutMs) => ask(socket, name, input, timeoutMs),
    close(why, leaves) {
      farewell = leaves !== undefined && !over && socket.connected;
      if (farewell) leave(socket);
      end(new Fault('offline', why));
    },
  };
}

/** Milliseconds for the backend's answer to a farewell; without it the end is like any other. */
const FAREWELL = 500;

/** Nothing is heard of it any more; it closes once the backend has taken notice, for what comes after its end is not. */
function leave(socket: Socket): void {
  socket.removeAllListeners();
  socket.timeout(FAREWELL).emit('leave', {}, () => socket.disconnect());
}

type End = (fault: Fault, replaced?: boolean) => void;

/** What the backend tells, checked. */
function hear(socket: Socket, listen: SocketListeners, end: End): void {
  socket.on('disconnect', reason => end(new Fault('offline', `The connection was lost (${reason}).`)));
  socket.on('session.ended', raw => {
    const ended = tellings['session.ended'].safeParse(raw);
    const reason = ended.success ? ended.data.reason : 'shutdown';
    end(new Fault(endedAs[reason].code, endedAs[reason].words), reason === 'replaced');
  });
  socket.on('session', raw => {
    const session = sessionSchema.safeParse(raw);
    if (session.success) listen.session(session.data);
    else end(new Fault('upgrade-required', 'The backend speaks another version of the protocol.'));
  });
  socket.on('feed', (page: unknown, acknowledge: unknown) => {
    listen.feed(page, applied => {
      if (typeof acknowledge === 'function') acknowledge(applied);
    });
  });
  for (const name of LOOSE)
    socket.on(name, raw => {
      const told = tellings[name].safeParse(raw);
      if (told.success) listen.loose(name, told.data);
      else log.warn('telling.unreadable', { telling: name, issues: told.error.issues.length });
    });
}

const endedAs = {
  replaced: { code: 'denied', words: 'You signed in on another desk.' },
  expired: { code: 'unauthenticated', words: 'The session has ended.' },
  revoked: { code: 'denied', words: 'Your access was withdrawn.' },
  shutdown: { code: 'offline', words: 'The backend is shutting down.' },
} as const;

/** Throws `offline` when no answer comes in time: it may or may not have been done. */
async function ask<N extends RequestName>(
  socket: Socket,
  name: N,
  input: RequestInput<N>,
  timeoutMs: number,
): Promise<RequestReply<N>> {
  let raw: unknown;
  try {
    raw = await socket.timeout(timeoutMs).emitWithAck(name, input);
  } catch (error) {
    throw new Fault('offline', `${name} was not answered`, { cause: error });
  }
  const reply = requests[name].reply.safeParse(raw);
  if (!reply.success) throw new Fault('internal', `${name} was answered with something unreadable`);
  return reply.data as RequestReply<N>;
}

const noAnswer = (error: Error, url: string): Fault =>
  new Fault('offline', `The backend at ${url} does not answer.`, { cause: error });

/** The backend's own no; null where nobody answered. */
function refusalOf(error: Error): Fault | null {
  const refusal = refusalSchema.safeParse('data' in error ? error.data : null);
  return refusal.success ? new Fault(refusal.data.code, refusal.data.reason) : null;
}
