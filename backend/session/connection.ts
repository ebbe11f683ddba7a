import type { Loose } from '../../shared/contract/wire.ts';

/**
 * A desk's connection as the session layer uses it. sockets.ts makes one of each socket; the simulation makes them of a
 * network of its own. Everything may be lost at any time; after `end`, or after the other side has gone, nothing is heard.
 */
export type DeskConnection = {
  /** The address of the other side, where a network has one. */
  readonly remote?: string | null;
  tell(name: 'session' | 'session.ended', body: unknown): void;
  /** May be left out when the desk does not keep up. */
  tellLoosely(name: Loose, body: unknown): void;
  /** What the desk acknowledged with; null when it did not within so many milliseconds. */
  ask(name: 'feed', body: unknown, withinMs: number): Promise<unknown>;
  /** A request that nobody waits for is not handed on: nobody could hear the answer. */
  onRequest(name: string, handle: (raw: unknown, acknowledge: (reply: unknown) => void) => void): void;
  /** Once, whoever ended it. */
  onEnd(ended: (reason: string) => void): void;
  end(): void;
};
