// The network between a desk and a backend: it can be cut, taken down and silenced, and it counts.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { messageReader } from './frames.ts';

type Pair = {
  readonly desk: Socket;
  readonly backend: Socket;
  /** Socket.io's number of the command whose answer must not get through; null: let all through. */
  held: string | null;
  /** Messages until it is cut. */
  left: number;
  over: boolean;
  isWebSocket: boolean;
};

export type Proxy = {
  readonly url: string;
  /** Of websockets alone: a desk's HTTP requests pass uncounted. `commands`: ids, in the order they passed. */
  readonly seen: { open: number; most: number; cuts: number; readonly commands: string[] };
  /** The next command reaches the backend and is answered, and then the connection ends without the answer. */
  cutNextAnswer(): void;
  /** Each of the next connections is cut at so many messages, counted in both directions. */
  flap(after: readonly number[]): void;
  /** Cuts everything and refuses whatever comes, until `up`. */
  down(): void;
  up(): void;
  /** Nothing passes and nothing is closed, until `speak`; then all that waited arrives, as on a network that is back. */
  silence(): void;
  speak(): void;
  stop(): Promise<void>;
};

/** Socket.io: an event that wants an answer is `42<number>[name,…]`, its answer `43<number>[…]`. */
const COMMAND = /^42(\d+)\["command",\{"id":"([^"]+)"/;

/** Listens on a port of its own and passes on to `target`: HTTP and websockets, but not socket.io's polling, which it could not read. */
export async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<Pair>();
  const seen = { open: 0, most: 0, cuts: 0, commands: [] as string[] };
  let plan: number[] = [];
  const state = { down: false, silent: false, cutAnswer: false };

  /** What the backend was sent still gets there. The desk sees a reset or a proper end, by turns. */
  const cut = (pair: Pair): void => {
    if (pair.over) return;
    pair.over = true;
    pair.backend.end();
    if (pair.isWebSocket) seen.cuts++;
    if (seen.cuts % 2 === 0) pair.desk.end();
    else pair.desk.resetAndDestroy();
  };

  const fromDesk = (pair: Pair, message: string): void => {
    const [, number, id] = COMMAND.exec(message) ?? [];
    if (number === undefined || id === undefined) return;
    seen.commands.push(id);
    if (!state.cutAnswer) return;
    state.cutAnswer = false;
    pair.held = number;
  };
  const fromBackend = (pair: Pair, message: string): void => {
    if (pair.held !== null && message.startsWith(`43${pair.held}[`)) cut(pair);
  };

  const watch = (pair: Pair): void => {
    pair.isWebSocket = true;
    seen.open++;
    seen.most = Math.max(seen.most, seen.open);
    pair.desk.once('close', () => seen.open--);
    pair.left = plan.shift() ?? Number.POSITIVE_INFINITY;
  };

  const readers = (pair: Pair) => {
    const count = (): void => void pair.left--;
    const desk = messageReader(message => (count(), fromDesk(pair, message)));
    const backend = messageReader(message => (count(), fromBackend(pair, message)));
    return { desk, backend };
  };

  const join = (pair: Pair): void => {
    let read: ReturnType<typeof readers> | null = null;
    let first = true;
    pair.desk.on('data', chunk => {
      if (pair.over) return;
      if (first && chunk.includes('GET /socket.io/')) {
        if (!chunk.includes('transport=websocket')) return void pair.desk.resetAndDestroy();
        watch(pair);
        read = readers(pair);
      }
      first = false;
      read?.desk(chunk);
      pair.backend.write(chunk);
      if (pair.left <= 0) cut(pair);
    });
    pair.backend.on('data', chunk => {
      read?.backend(chunk);
      if (pair.left <= 0) cut(pair);
      if (!pair.over && pair.held === null) pair.desk.write(chunk);
    });
  };

  const server = createServer(desk => {
    if (state.down) return void desk.resetAndDestroy();
    const backend = connect(Number(port), hostname);
    const left = Number.POSITIVE_INFINITY;
    const pair: Pair = { desk, backend, held: null, left, over: false, isWebSocket: false };
    pairs.add(pair);
    const sides = [
      [desk, backend],
      [backend, desk],
    ] as const;
    for (const [one, other] of sides) {
      one.on('error', () => other.destroy()); // a reset is what this proxy is for; `close` follows
      one.once('close', () => (pair.over ? undefined : other.end()));
      if (state.silent) one.pause();
    }
    desk.once('close', () => pairs.delete(pair));
    join(pair);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));

  const each = (act: (pair: Pair) => void): void => [...pairs].forEach(act);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    cutNextAnswer: () => void (state.cutAnswer = true),
    flap: after => void (plan = [...after]),
    down() {
      state.down = true;
      each(cut);
    },
    up: () => void (state.down = false),
    silence() {
      state.silent = true;
      each(({ desk, backend }) => (desk.pause(), backend.pause()));
    },
    speak() {
      state.silent = false;
      each(({ desk, backend }) => (desk.resume(), backend.resume()));
    },
    async stop() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      each(({ desk, backend }) => (desk.destroy(), backend.destroy()));
      await closed;
    },
  };
}
