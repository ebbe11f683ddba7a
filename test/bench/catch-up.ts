// The network is back → 10,000 missed entries are stored, the connection says Live, the newest is painted.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { append } from '../../backend/feed/log.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { catchUp as coreCatchUp } from './core.ts';
import { cachedEntries } from './desk-files.ts';
import { type Fixture, fixture } from './fixture.ts';
import type { People } from './people.ts';
import { epochNow, openScreen, painted, type Screen, skewOf } from './screen.ts';
import { type BenchRow, benchRow } from './stats.ts';

const TIMES = 5;
const MISSED = 10_000;
const CHUNK = 1_000;

type Network = {
  readonly url: string;
  /** All connections end, none is accepted. */
  cut(): Promise<void>;
  /** Resolves when the desk dials for the first time, with that moment. */
  restore(): Promise<number>;
  close(): Promise<void>;
};

/** A cable between desk and backend that can be pulled. */
async function network(backendUrl: string): Promise<Network> {
  const backendPort = Number(new URL(backendUrl).port);
  const sockets = new Set<Socket>();
  let dialled: (at: number) => void = () => {};
  const pass = (socket: Socket): void => {
    dialled(epochNow());
    const there = connect(backendPort, '127.0.0.1');
    for (const [one, other] of [
      [socket, there],
      [there, socket],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  };
  const listen = (port: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer(pass).once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    async restore() {
      const first = new Promise<number>(resolve => (dialled = resolve));
      server = await listen(port);
      return first;
    },
    close: cut,
  };
}

/** Spread over everybody; the last one is of the customer on screen. */
function missedOf({ long, short, callers }: People, like: readonly Entry[], turn: number): Entry[] {
  const people = [short, long, ...callers];
  const now = Date.now();
  return Array.from({ length: MISSED }, (_, i) => {
    const customerId = people[(MISSED - 1 - i) % people.length]!.id;
    const entry = like[i % like.length]!;
    const text = i === MISSED - 1 ? `The last of turn ${turn}.` : `${entry.text} (${turn}/${i})`;
    return {
      ...entry,
      customerId,
      id: `missed-${turn}-${i}`,
      version: 1,
      at: now - Math.floor((MISSED - i) / 100),
      text,
      replyTo: null,
    };
  });
}

async function miss({ backend }: Fixture, entries: readonly Entry[]): Promise<void> {
  for (let i = 0; i < entries.length; i += CHUNK) {
    const records = entries
      .slice(i, i + CHUNK)
      .map(entry => ({ to: { customer: entry.customerId }, event: { kind: 'entry.changed', entry } as const }));
    await backend.db.transaction(tx => append(tx, records));
  }
}

type Turn = { readonly ms: number; readonly longTasks: readonly number[] };

async function turnOf(
  made: Fixture,
  { page }: Screen,
  cable: Network,
  like: readonly Entry[],
  n: number,
): Promise<Turn> {
  await cable.cut();
  await miss(made, missedOf(made.people, like, n));
  const skewMs = await skewOf(page);
  await page.evaluate(() => {
    const tasks: number[] = [];
    const watch = new PerformanceObserver(list => tasks.push(...list.getEntries().map(({ duration }) => duration)));
    watch.observe({ entryTypes: ['longtask'] });
    Object.assign(window, { longTasks: { tasks, watch } });
  });
  const back = cable.restore();
  const shown = painted(
    page,
    [
      { region: 'connection', texts: ['Live'] },
      { region: 'timeline', texts: [`The last of turn ${n}.`] },
    ],
    skewMs,
  );
  const [from, to] = await Promise.all([back, shown]);
  const longTasks = await page.evaluate(() => {
    type Watched = { longTasks: { tasks: number[]; watch: PerformanceObserver } };
    const { tasks, watch } = (window as unknown as Watched).longTasks;
    tasks.push(...watch.takeRecords().map(({ duration }) => duration));
    watch.disconnect();
    return tasks;
  });
  return { ms: to - from, longTasks };
}

/** The whole way, and the core alone beside bare better-sqlite3. */
export async function catchUp(): Promise<BenchRow[]> {
  const made = await fixture();
  const core = coreCatchUp(5);
  const floor = { name: core[0]!.floor.name, values: [core[0]!.floor.p50] };
  const folder = made.desk('full');
  const like = made.people.callers
    .flatMap(person => cachedEntries(folder, person.id, 40))
    .filter(entry => entry.kind !== 'call' && entry.kind !== 'event');
  const cable = await network(made.backend.url);
  const screen = await openScreen(made, folder, cable.url);
  await screen.page.evaluate(id => (location.hash = `#work/${id}`), made.people.short.id);
  await painted(
    screen.page,
    [
      { region: 'timeline', texts: [made.people.short.name] },
      { region: 'connection', texts: ['Live'] },
    ],
    0,
  );
  const turns: Turn[] = [];
  for (let n = 0; n < TIMES; n++) turns.push(await turnOf(made, screen, cable, like, n));
  await screen.close();
  await cable.close();
  const longest = turns.map(({ longTasks }) => Math.max(0, ...longTasks));
  const times = turns.map(({ ms }) => ms);
  return [
    ...core.map(row => ({ ...row, name: `core: ${row.name}` })),
    benchRow('catch-up', 'ms', times, floor, `${MISSED.toLocaleString('en-GB')} entries missed`),
    benchRow(
      'catch-up, longest task in the page',
      'ms',
      longest,
      { name: 'the limit', values: [50] },
      '0: no task of 50 ms',
    ),
  ];
}
