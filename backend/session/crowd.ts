// Connections before anybody has proved who they are: few at once from one address, of few bytes and little time. Who is
// over is cut off at once, so that the others find room.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Audit } from '../audit/audit.ts';
import type { Rate } from './bucket.ts';

export type CrowdLimits = {
  /** Connections of one address, and of all, of which nobody has proved anything yet. */
  readonly ofAddress: number;
  readonly inAll: number;
  /** Bytes of one request or handshake; what nobody reads yet, the network holds back before that. */
  readonly bytes: number;
  /** Milliseconds that it has for the proof. */
  readonly ms: number;
  /** New sessions of one agent: a desk on a bad line comes back often, and a flood of sessions is more than that. */
  readonly sessions: Rate;
  /** Requests of one desk, whatever they are. */
  readonly requests: Rate;
};
/** An office may come back all at once from behind one address; who is cut off comes again after a while. */
export const CROWD: CrowdLimits = {
  ofAddress: 500,
  inAll: 2_000,
  bytes: 400_000,
  ms: 20_000,
  sessions: { burst: 60, perSecond: 1 },
  requests: { burst: 2_000, perSecond: 400 },
};
/** Milliseconds between looks at how much has come, and how long it has taken. */
const LOOK_MS = 100;

/** `since`, `bytes`: when its last request began, and what had come by then. */
type Stranger = { readonly remote: string; since: number; bytes: number };
export type Crowd = {
  /** It carries somebody known from now on, and is not counted any more. */
  proved(socket: Socket): void;
  stop(): void;
};
type Parts = {
  readonly http: Pick<Server, 'on'>;
  readonly audit: Pick<Audit, 'note'>;
  readonly monotonic: () => number;
  readonly limits: CrowdLimits;
};

export function crowdAt({ http, audit, monotonic, limits }: Parts): Crowd {
  const strangers = new Map<Socket, Stranger>();
  const counts = new Map<string, number>();

  function forget(socket: Socket): void {
    const one = strangers.get(socket);
    if (!one) return;
    strangers.delete(socket);
    const left = (counts.get(one.remote) ?? 1) - 1;
    if (left > 0) counts.set(one.remote, left);
    else counts.delete(one.remote);
  }

  function cut(socket: Socket, remote: string, what: string): void {
    forget(socket);
    socket.destroy();
    audit.note({ kind: 'flood.closed', remote, what, outcome: 'too-large' });
  }

  http.on('connection', (socket: Socket) => {
    const remote = socket.remoteAddress ?? '';
    const count = (counts.get(remote) ?? 0) + 1;
    if (strangers.size >= limits.inAll) return cut(socket, remote, 'strangers in all');
    if (count > limits.ofAddress) return cut(socket, remote, 'strangers of one address');
    strangers.set(socket, { remote, since: monotonic(), bytes: 0 });
    counts.set(remote, count);
    socket.once('close', () => forget(socket));
  });

  http.on('request', ({ socket }) => {
    const one = strangers.get(socket);
    if (one) Object.assign(one, { since: monotonic(), bytes: socket.bytesRead });
  });

  const timer = setInterval(() => {
    const now = monotonic();
    for (const [socket, { remote, since, bytes }] of strangers) {
      if (socket.bytesRead - bytes > limits.bytes) cut(socket, remote, 'bytes of a stranger');
      else if (now - since > limits.ms) cut(socket, remote, 'a stranger who said nothing');
    }
  }, LOOK_MS);
  timer.unref();

  return { proved: forget, stop: () => clearInterval(timer) };
}
