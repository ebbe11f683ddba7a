import type { Session } from '../../../shared/contract/wire.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { logger } from '../../../shared/lib/log.ts';
import { type LinkMove, type LinkView, moveLink, waitsForPerson } from './connection-state.ts';
import { connectOnce } from './connection.ts';
import { startDialling } from './dialling.ts';
import type { LinkOptions } from './link-options.ts';
import { deskSession } from './session.ts';
import type { LinkSocket, RequestInput, RequestName, RequestReply, SocketEnd } from './socket.ts';

const log = logger('link');

/** Keeps the desk connected: one attempt after the other, one socket at most. */
export function startLink(options: LinkOptions) {
  const { clock, timings } = options;
  let view: LinkView = { state: 'connecting', since: clock.now(), left: 0, reason: null };
  let skewMs = 0;
  let { signedOut } = options;
  let live: { socket: LinkSocket; session: Session } | null = null;
  let dialled: LinkSocket | null = null;

  const backendNow = (): number => clock.now() + skewMs;
  const session = deskSession({ ...options, backendNow });
  const move = (step: LinkMove, reason: string | null = null): void => {
    view = moveLink(view, step, reason);
    options.changed();
  };

  const opened = (socket: LinkSocket, said: Session): void => {
    skewMs = said.now - clock.now();
    live = { socket, session: said };
    log.info('link.opened', { skewMs, agentId: said.agent.id });
    move({ kind: 'opened', now: clock.now() });
    options.session(said);
  };

  const connection = (token: string): Promise<SocketEnd> =>
    connectOnce(token, {
      options,
      session,
      incarnationOf: () => live?.session.incarnation ?? null,
      dialled: socket => (dialled = socket),
      opened,
      page: left => move({ kind: 'page', left }),
      behind: reason => move({ kind: 'behind' }, reason),
    }).finally(() => {
      live = null;
      dialled = null;
    });

  /** What the end of one attempt means for the next; answers false where a person must act first. */
  const ended = ({ fault, replaced }: SocketEnd, signedIn: boolean): boolean => {
    log.info('link.ended', { code: fault.code, replaced });
    if (fault.code === 'unauthenticated') session.forget();
    if (fault.code === 'denied' && signedIn && !replaced) options.withdrawn();
    const as = refusedAs(fault, replaced, signedIn);
    move(
      as ? { kind: 'refused', now: clock.now(), as } : { kind: 'lost', now: clock.now() },
      fault.message.slice(0, 500),
    );
    return !waitsForPerson[view.state];
  };

  const dialling = startDialling({
    ...options,
    async attempt(isStopped) {
      if (signedOut !== null) {
        move({ kind: 'refused', now: clock.now(), as: 'signed-out' }, signedOut);
        return false;
      }
      const token = await session.token().catch((error: unknown) => Fault.from(error));
      if (isStopped()) return false;
      if (signedOut !== null) return true; // meanwhile: the next attempt, which follows at once, says so
      const end = token instanceof Fault ? { fault: token, replaced: false } : await connection(token.token);
      return !isStopped() && ended(end, !(token instanceof Fault));
    },
  });

  return {
    view: (): LinkView & { skewMs: number } => ({ ...view, skewMs }),
    backendNow,
    isOpen: (): boolean => live !== null,
    /** For requests beside the socket. */
    token: async (): Promise<string> => (await session.token()).token,
    /** Throws `offline` without a session, and when no answer comes in time. */
    async request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestReply<N>> {
      if (!live) throw new Fault('offline', 'the desk is not connected');
      return await live.socket.request(name, input, timings.requestMs);
    },
    /** A person asks: try now, also where the desk had stopped trying. */
    retry(): void {
      if (live) return;
      move({ kind: 'retried', now: clock.now() });
      dialling.wake();
    },
    /** A person leaves: the session ends, and there is no other until somebody signs in. */
    signOut(why: string): void {
      signedOut = why;
      session.forget();
      dialling.renew();
      dialled?.close('signed out', 'leaves');
    },
    /** With another secret, where the one of before is no longer good. What waits to be sent goes on waiting. */
    signIn(secret: string): void {
      signedOut = null;
      session.useSecret(secret);
      if (live) return;
      move({ kind: 'retried', now: clock.now() });
      dialling.renew();
    },
    /** The machine has slept: whatever connection there was is worth nothing. Who waits for a person goes on waiting. */
    again(): void {
      if (waitsForPerson[view.state]) return;
      if (!live) move({ kind: 'retried', now: clock.now() });
      dialled?.close('the machine has slept');
      dialling.renew();
    },
    /** The cache cannot take more: starts over after a pause. */
    drop: (why: string): void => live?.socket.close(why),
    async stop(): Promise<void> {
      const stopped = dialling.stop();
      dialled?.close('the desk stops', 'leaves');
      await stopped;
    },
  };
}
export type Link = ReturnType<typeof startLink>;

/** A token that is no longer good means: sign in again. Only a refused sign-in needs a person. */
function refusedAs(
  fault: Fault,
  replaced: boolean,
  signedIn: boolean,
): 'signed-out' | 'upgrade-required' | 'replaced' | null {
  if (replaced) return 'replaced';
  if (fault.code === 'upgrade-required') return 'upgrade-required';
  if (fault.code === 'unauthenticated') return signedIn ? null : 'signed-out';
  return fault.code === 'denied' ? 'signed-out' : null;
}
