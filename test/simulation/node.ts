// A backend node: the real services, feed and desks, over the shared database.
import type { Telephony } from '../../backend/connectors/telephony/adapter.ts';
import type { Outlet } from '../../backend/connectors/outlet.ts';
import { type ContactCentre, createServices } from '../../backend/contact-centre.ts';
import { type Desks, desksOf } from '../../backend/desks.ts';
import type { Source } from '../../backend/feed/replay.ts';
import { tailerFor } from '../../backend/feed/tailer.ts';
import type { DeskConnection } from '../../backend/session/connection.ts';
import type { Admitted } from '../../backend/session/handshake.ts';
import type { Tokens } from '../../backend/session/tokens.ts';
import type { Store } from '../../backend/store/db.ts';
import type { Token } from '../../shared/contract/wire.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { Fault } from '../../shared/lib/fault.ts';
import type { Chance } from './chance.ts';
import type { Owner, Time } from './time.ts';

export type Node = {
  readonly owner: Owner;
  isUp(): boolean;
  readonly services: ContactCentre;
  signIn(path: string, name: string): Promise<Token>;
  admit(auth: unknown): Promise<Admitted>;
  seat(connection: DeskConnection, admitted: Admitted): void;
  /** Runs as this node's process would: what it plans ends with it. */
  inLife<T>(run: () => Promise<T>): Promise<T>;
};
type Parts = {
  readonly owner: Owner;
  readonly store: Store;
  readonly time: Time;
  readonly chance: Chance;
  readonly outlet: Outlet;
  readonly incarnation: string;
  readonly telephony: Telephony;
};

/** Signed by nobody: real ones are made beside the event loop, at a time of their own. */
export function plainTokens(clock: Clock): Tokens {
  const LIFE = 600_000;
  const sign = (agentId: string, signedInAt: number) => ({
    token: JSON.stringify({ agentId, signedInAt, expiresAt: clock.now() + LIFE }),
    expiresAt: clock.now() + LIFE,
  });
  return {
    issue: async agentId => sign(agentId, clock.now()),
    renew: async ({ agentId, signedInAt }) => sign(agentId, signedInAt),
    async verify(token) {
      const proof = JSON.parse(token) as Awaited<ReturnType<Tokens['verify']>>;
      if (proof.expiresAt <= clock.now()) throw new Fault('unauthenticated', 'the token is not good: sign in again');
      return proof;
    },
  };
}

export function startNode({ owner, store, time, chance, outlet, incarnation, telephony }: Parts): Node {
  const { clock } = owner;
  let desks: Desks | null = null;
  return time.owners.run(owner, () => {
    const wake = (): void => tailer.wake();
    const services = createServices({ db: store, clock, random: chance.bytes, outlet, telephony, wake });
    const grantOf = (customerId: string) => services.grantOf(store, customerId);
    const tailer = tailerFor({ store, grantOf, clock });
    const tokens = plainTokens(clock);
    const source: Source = { db: store, grantOf, snapshotOf: agentId => services.snapshotOf(store, agentId) };
    /** In the order of backend/backend.ts; a database that refuses ends a start, and the process tries again. */
    const start = async (): Promise<void> => {
      await tailer.start();
      await services.start();
      desks = await desksOf({ store, services, source, tailer, tokens, clock, incarnation });
    };
    const again = (): void => void start().catch(() => setTimeout(again, 500));
    again();
    const up = (): Desks => {
      if (!desks) throw new Fault('offline', 'the node is starting');
      return desks;
    };
    return {
      owner,
      services,
      isUp: () => desks !== null,
      async signIn(path, name) {
        const agent = await services.agentByName(name);
        if (!agent) throw new Fault('unauthenticated', 'no such agent');
        if (path !== '/session' && path !== '/session/renew') throw new Fault('not-found', path);
        return { ...(await tokens.issue(agent.id)), agent };
      },
      admit: auth => up().admit(auth),
      seat: (connection, admitted) => up().seat(connection, admitted),
      inLife: run => time.owners.run(owner, run),
    };
  });
}
