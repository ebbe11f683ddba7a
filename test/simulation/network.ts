// Desks and nodes over a network that is late, loses, doubles and reorders, and is cut.
import type { DeskConnection } from '../../backend/session/connection.ts';
import type { Dial, LinkSocket } from '../../electron/core/link/socket.ts';
import { requests, sessionSchema, tellings, WIRE_VERSION } from '../../shared/contract/wire.ts';
import { rosterSchema } from '../../shared/domain/roster.ts';
import { boardSchema } from '../../shared/domain/work.ts';
import { Fault } from '../../shared/lib/fault.ts';
import type { Chance } from './chance.ts';
import type { Node } from './node.ts';
import type { Owner, Time } from './time.ts';

export type NetFaults = { lose: number; double: number; reorder: number; slow: number };
export const NO_NET_FAULTS: NetFaults = { lose: 0, double: 0, reorder: 0, slow: 0 };

/** Both sides notice a silent partner after this long, as socket.io's heartbeat would. Milliseconds. */
const SILENT = 8_000;

type Parts = {
  readonly time: Time;
  readonly chance: Chance;
  readonly faults: () => NetFaults;
  readonly nodes: () => readonly Node[];
  /** A desk was given a page of the feed that holds something. */
  readonly paged: (desk: Owner) => void;
  readonly trace: (what: string, ...facts: (string | number | boolean)[]) => void;
};
type Pipe = { deliver(run: () => void, what: string): void };
export type Line = { readonly desk: Owner; readonly node: Owner; cut(why: string): void; isOpen(): boolean };

export type Network = ReturnType<typeof newNetwork>;

export function newNetwork({ time, chance, faults, nodes, paged, trace }: Parts) {
  const lastOpen = new Map<Owner, number>();
  const lines = new Set<Line>();
  /** Pairs that cannot hear each other. */
  const parted = new Set<string>();
  /** Requests over HTTP that wait for their answer, and what ends the wait. */
  const waiting = new Map<() => void, Owner>();
  const pairOf = (desk: Owner, node: Owner): string => `${desk.name} ${node.name}`;
  const isParted = (desk: Owner, node: Owner): boolean => parted.has(pairOf(desk, node));

  /** One direction of one connection: in order, unless a fault says otherwise. */
  function pipe(to: Owner, desk: Owner, node: Owner, isOpen: () => boolean, lost: () => void): Pipe {
    let last = 0;
    const at = (): number => (chance.once(faults().slow) ? chance.whole(50, 2_000) : chance.whole(1, 25));
    return {
      deliver(run, what) {
        const once = (ms: number, ordered: boolean): void => {
          const due = ordered ? Math.max(last, time.now() + ms) : time.now() + ms;
          if (ordered) last = due;
          const arrive = (): void => {
            if (!isOpen()) return;
            if (isParted(desk, node)) return lost();
            trace(what, to.name);
            run();
          };
          time.plan(due - time.now(), arrive, to);
        };
        if (isParted(desk, node) || chance.once(faults().lose)) return lost();
        once(at(), !chance.once(faults().reorder));
        if (chance.once(faults().double)) once(at(), false);
      },
    };
  }

  const copy = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

  /** Asks over one pipe and hears the answer over the other; null when it does not come in time. */
  function asking(there: Pipe, back: Pipe) {
    return (
      what: string,
      body: unknown,
      withinMs: number,
      handle: (raw: unknown, answer: (reply: unknown) => void) => void,
    ) =>
      new Promise<unknown>(done => {
        setTimeout(() => done(null), withinMs);
        const sent = copy(body);
        there.deliver(
          () => handle(copy(sent), reply => back.deliver(() => done(copy(reply)), `${what} answered`)),
          what,
        );
      });
  }

  function connect(desk: Owner, node: Node, listen: Parameters<Dial>[3]) {
    let open = true;
    const isOpen = (): boolean => open;
    // A stream that has lost something cannot go on: it is a matter of time until both ends notice.
    const lost = (): void => void time.plan(chance.whole(10, 4_000), () => line.cut('lost'), null);
    const down = pipe(desk, desk, node.owner, isOpen, lost);
    const up = pipe(node.owner, desk, node.owner, isOpen, lost);
    const handlers = new Map<string, Parameters<DeskConnection['onRequest']>[1]>();
    const ends: ((reason: string) => void)[] = [];
    const endNode = (why: string): void => {
      time.plan(0, () => ends.splice(0).forEach(ended => ended(why)), node.owner);
    };
    const endDesk = (fault: Fault, replaced = false): void => {
      listen.ended({ fault, replaced });
    };
    let deskOver = false;
    const overAtDesk = (fault: Fault, replaced = false, ms = 0): void => {
      time.plan(
        ms,
        () => {
          if (deskOver) return;
          deskOver = true;
          endDesk(fault, replaced);
        },
        desk,
      );
    };
    const line: Line = {
      desk,
      node: node.owner,
      isOpen,
      cut(why) {
        if (!open) return;
        open = false;
        lines.delete(line);
        lastOpen.set(desk, time.now());
        endNode(why);
        overAtDesk(new Fault('offline', why), false, chance.whole(0, 200));
      },
    };
    lines.add(line);
    const askDesk = asking(down, up);
    const connection: DeskConnection = {
      tell(name, body) {
        const told = copy(body);
        down.deliver(() => {
          if (deskOver) return;
          if (name === 'session') listen.session(sessionSchema.parse(told));
          else {
            const { reason } = tellings['session.ended'].parse(told);
            deskOver = true;
            open = false;
            const code =
              reason === 'replaced' || reason === 'revoked'
                ? 'denied'
                : reason === 'expired'
                  ? 'unauthenticated'
                  : 'offline';
            endDesk(new Fault(code, reason), reason === 'replaced');
          }
        }, name);
      },
      tellLoosely: (name, body) => {
        // Who looks at whom decides nothing, and is only noise on the wire here.
        const told = copy(body);
        if (name === 'board') down.deliver(() => void (deskOver || listen.loose(name, boardSchema.parse(told))), name);
        if (name === 'roster')
          down.deliver(() => void (deskOver || listen.loose(name, rosterSchema.parse(told))), name);
      },
      ask: (name, body, withinMs) =>
        askDesk(name, body, withinMs, (raw, answer) => {
          if (deskOver) return;
          listen.feed(raw, answer);
          if ((raw as { readonly events?: readonly unknown[] }).events?.length) paged(desk);
        }),
      onRequest: (name, handle) => void handlers.set(name, handle),
      onEnd: ended => void ends.push(ended),
      end: () => time.plan(30, () => line.cut('ended by the node'), null),
    };
    const askNode = asking(up, down);
    const socket: Pick<LinkSocket, 'request'> = {
      async request(name, input, withinMs) {
        const raw = await askNode(name, input, withinMs, (body, answer) => handlers.get(name)?.(body, answer));
        if (raw === null) throw new Fault('offline', `${name} was not answered`);
        return requests[name].reply.parse(raw) as never;
      },
    };
    return { line, connection, socket, closeByDesk: () => void ((deskOver = true), line.cut('the desk closed')) };
  }

  /** What a node answers; whoever asks one that dies, or that does not answer for long, is told so. */
  async function answered<T>(node: Node, ask: () => Promise<T>): Promise<T> {
    let end = (): void => undefined;
    const ended = new Promise<never>((_done, failed) => (end = () => failed(new Error('no answer'))));
    waiting.set(end, node.owner);
    time.plan(SILENT, end, null);
    try {
      return await Promise.race([node.inLife(ask), ended]);
    } finally {
      waiting.delete(end);
    }
  }

  /** Which nodes a desk can reach just now. */
  const reachable = (desk: Owner): Node[] =>
    nodes().filter(node => node.owner.alive && node.isUp() && !isParted(desk, node.owner));

  return {
    lines: () => [...lines],
    /** When a line of this desk was cut last. */
    lastOpen: (desk: Owner): number => lastOpen.get(desk) ?? 0,
    /** Both ends hear each other. */
    isWhole: (line: Line): boolean => line.isOpen() && line.node.alive && !isParted(line.desk, line.node),
    part(desk: Owner, node: Owner): void {
      parted.add(pairOf(desk, node));
      for (const line of lines)
        if (line.desk === desk && line.node === node)
          time.plan(SILENT, () => isParted(desk, node) && line.cut('silence'), null);
    },
    /** Every line that lost something is told so, as it would be soon. */
    heal(): void {
      parted.clear();
    },
    /** The process is gone; whoever was connected to it notices. */
    gone(owner: Owner): void {
      for (const [end, node] of waiting) if (node === owner) time.plan(chance.whole(0, 200), end, null);
      for (const line of lines) if (line.desk === owner || line.node === owner) line.cut('the other side is gone');
    },
    fetchFor:
      (desk: Owner): typeof fetch =>
      async (url, init) => {
        await time.pass(chance.whole(2, 30));
        const [node] = reachable(desk);
        if (!node || !desk.alive) throw new Error('unreachable');
        const path = new URL(String(url)).pathname;
        const { name } = JSON.parse(String(init?.body)) as { name?: string };
        const answer = await answered(node, () => node.signIn(path, name ?? desk.name));
        await time.pass(chance.whole(1, 10));
        return { ok: true, status: 200, json: async () => copy(answer) } as Response;
      },
    dialFor:
      (desk: Owner): Dial =>
      (_url, deskId, token, listen) => {
        let closed: (() => void) | null = null;
        let request: LinkSocket['request'] | null = null;
        let over = false;
        const end = (fault: Fault): void => {
          if (over) return;
          over = true;
          closed?.();
          time.plan(0, () => listen.ended({ fault, replaced: false }), desk);
        };
        const there = reachable(desk);
        const node = there.length > 0 ? chance.pick(there) : null;
        time.plan(
          chance.whole(2, 30),
          () => {
            if (over) return;
            if (!node?.owner.alive || isParted(desk, node.owner)) return end(new Fault('offline', 'nobody answers'));
            const auth = { version: WIRE_VERSION, deskId, token };
            node
              .inLife(() => node.admit(auth))
              .then(
                admitted => {
                  if (over || !node.owner.alive) return end(new Fault('offline', 'nobody answers'));
                  const guarded = {
                    ...listen,
                    ended: (why: Parameters<typeof listen.ended>[0]) => {
                      if (over) return;
                      over = true;
                      listen.ended(why);
                    },
                  };
                  const made = connect(desk, node, guarded);
                  closed = made.closeByDesk;
                  request = made.socket.request;
                  trace('connected', desk.name, node.owner.name);
                  time.owners.run(node.owner, () => node.seat(made.connection, admitted));
                },
                (error: unknown) => end(Fault.from(error)),
              );
          },
          desk,
        );
        return {
          request: (name, input, withinMs) =>
            request ? request(name, input, withinMs) : Promise.reject(new Fault('offline', 'not connected')),
          close: why => end(new Fault('offline', why)),
        };
      },
  };
}
