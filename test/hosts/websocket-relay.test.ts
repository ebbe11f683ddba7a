// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Relay } from '../../shared/contract/client.ts';
import { BEAT_MS, type Connection, MAX_CALL, pushSchema } from '../../shared/contract/bridge.ts';
import { hostWords } from '../../renderer/text/host.ts';
import { websocketRelay } from '../../renderer/bridge/websocket-relay.ts';

/** The browser's socket, driven by the test as the network would. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static made: FakeSocket[] = [];
  readyState = 0;
  readonly sent: { id: number; name: string; input: unknown }[] = [];
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.made.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  say(message: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  drop(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
}

const LIVE: Connection = {
  state: 'live',
  since: null,
  completeTo: 5,
  left: 0,
  queued: 0,
  waiting: { replies: 0, notes: 0, others: 0 },
  setAside: 0,
  skewMs: 0,
  reason: null,
};
const KEY = 'k'.repeat(43);
let asked: { method: string; body: unknown }[];
let status: number | null;
let relay: Relay;
let pushes: unknown[];

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.made = [];
  asked = [];
  pushes = [];
  status = 204;
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit = {}) => {
    asked.push({ method: init.method ?? 'GET', body: init.body });
    if (status === null) throw new TypeError('no network');
    return new Response(null, { status });
  });
  location.hash = `#${KEY}`;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
async function start(): Promise<FakeSocket> {
  relay = websocketRelay();
  relay.onPush(push => pushes.push(push));
  await settle();
  return FakeSocket.made.at(-1)!;
}
async function live(): Promise<FakeSocket> {
  const socket = await start();
  socket.open();
  return socket;
}

describe('the relay of the browser host', () => {
  test('gives the key of the address for a cookie before it connects, and forgets it', async () => {
    const socket = await start();
    expect(asked).toEqual([{ method: 'POST', body: KEY }]);
    expect(location.hash).toBe('');
    expect(socket.url).toMatch(/^ws:\/\/.+\/bridge$/);
  });

  test('a reload has no key and asks for none', async () => {
    location.hash = '';
    await start();
    expect(asked).toEqual([]);
  });

  test('calls made before the first connection wait for it', async () => {
    const socket = await start();
    const answer = relay.call('queues.read', {});
    expect(socket.sent).toEqual([]);
    socket.open();
    expect(socket.sent).toEqual([{ id: 1, name: 'queues.read', input: {} }]);
    socket.say({ id: 1, reply: { ok: true, value: [] } });
    expect(await answer).toEqual({ ok: true, value: [] });
  });

  test('answers reach the call they belong to, in any order', async () => {
    const socket = await live();
    const [first, second] = [relay.call('a', {}), relay.call('b', {})];
    socket.say({ id: 2, reply: 'two' });
    socket.say({ id: 1, reply: 'one' });
    expect([await first, await second]).toEqual(['one', 'two']);
  });

  test('a call too large is refused here, without a connection lost over it', async () => {
    const socket = await live();
    await expect(relay.call('a', 'x'.repeat(MAX_CALL))).rejects.toMatchObject({ code: 'too-large' });
    // Fewer letters than that, and more bytes.
    await expect(relay.call('a', '飛'.repeat(MAX_CALL / 2))).rejects.toMatchObject({ code: 'too-large' });
    expect(socket.sent).toEqual([]);
  });

  test('when the host goes away, pending and new calls fail at once as offline, and the screen is told', async () => {
    const socket = await live();
    const pending = relay.call('a', {});
    status = null;
    socket.drop();
    await expect(pending).rejects.toMatchObject({ code: 'offline' });
    await expect(relay.call('b', {})).rejects.toMatchObject({ code: 'offline' });
    await settle();
    expect(pushes.at(-1)).toMatchObject({
      topic: 'connection',
      connection: { state: 'offline', reason: hostWords.gone },
    });
  });

  describe('a host that stands still, and keeps its connection open', () => {
    const silence = (): Promise<unknown> => settle(4 * BEAT_MS);
    const reasons = (): unknown[] =>
      pushes
        .map(push => (push as { connection?: Connection }).connection?.reason)
        .filter(reason => reason !== undefined);

    test('is said to do so within seconds, once, and takes no call meanwhile', async () => {
      const socket = await live();
      await settle(3 * BEAT_MS);
      expect(pushes).toEqual([]);
      await settle(BEAT_MS);
      expect(pushes).toMatchObject([{ connection: { state: 'offline', reason: hostWords.silent } }]);
      await expect(relay.call('a', {})).rejects.toMatchObject({ code: 'offline' });
      await silence();
      expect(reasons()).toEqual([hostWords.silent]);
      expect(socket.sent).toEqual([]);
    });

    test('counts as there while it gives a sign of life', async () => {
      const socket = await live();
      for (let i = 0; i < 20; i++) {
        await settle(BEAT_MS);
        socket.say({});
      }
      expect(pushes).toEqual([]);
    });

    test('goes on: what it was asked is answered, and everything on screen is asked for again', async () => {
      const socket = await live();
      const asked = relay.call('a', {});
      await silence();
      socket.say({ id: 1, reply: 'late' });
      expect(await asked).toBe('late');
      const question = socket.sent.find(({ name }) => name === 'connection.read')!;
      pushes.length = 0;
      socket.say({ id: question.id, reply: { ok: true, value: LIVE } });
      await settle();
      expect(pushes[0]).toEqual({ topic: 'connection', connection: LIVE });
      expect(pushes).toContainEqual({ topic: 'work' });
    });

    test('is killed after all: then that is said, with the time at which it was last heard', async () => {
      const socket = await live();
      await silence();
      status = null;
      socket.drop();
      await settle();
      expect(reasons()).toEqual([hostWords.silent, hostWords.gone]);
      const [still, gone] = pushes as { connection: Connection }[];
      expect(gone!.connection.since).toBe(still!.connection.since);
    });
  });

  test('a host that does not know the page says so, instead of offline for ever', async () => {
    const socket = await start();
    status = 401;
    socket.drop();
    await settle();
    expect(pushes.at(-1)).toMatchObject({ connection: { state: 'signed-out', reason: hostWords.linkUsed } });
  });

  test('a host that is started again and does not know the page says so, once, whatever was said before', async () => {
    const socket = await live();
    status = null;
    socket.drop();
    await settle();
    status = 401;
    for (let i = 0; i < 3; i++) {
      await settle(2_000);
      FakeSocket.made.at(-1)!.drop();
    }
    await settle();
    const said = pushes.map(push => (push as { connection: Connection }).connection);
    expect(said.map(({ state, reason }) => [state, reason])).toEqual([
      ['offline', hostWords.gone],
      ['signed-out', hostWords.startedAgain],
    ]);
    expect(said[1]!.since).toBe(said[0]!.since);
  });

  test('a new link that is opened in the same page signs it in again', async () => {
    const socket = await live();
    status = 401;
    socket.drop();
    await settle();
    location.hash = `#${'n'.repeat(43)}`;
    status = 204;
    await settle(2_000);
    expect(asked.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([KEY, 'n'.repeat(43)]);
    expect(location.hash).toBe('');
    FakeSocket.made.at(-1)!.open();
    expect(FakeSocket.made).toHaveLength(2);
  });

  test('it connects again by itself, and everything on screen is asked for again', async () => {
    const socket = await live();
    void relay.call('customer.open', { customerId: 'c-1' }).catch(() => undefined);
    status = null;
    socket.drop();
    await settle(200);
    const next = FakeSocket.made.at(-1)!;
    expect(next).not.toBe(socket);
    next.open();
    await settle();
    const question = next.sent.find(({ name }) => name === 'connection.read')!;
    pushes.length = 0;
    next.say({ id: question.id, reply: { ok: true, value: LIVE } });
    await settle();
    expect(pushes[0]).toEqual({ topic: 'connection', connection: LIVE });
    // What was on its way while nobody heard it: each kind of push there is, but for those of other customers.
    const topics = pushSchema.options.map(({ shape }) => shape.topic.value).filter(topic => topic !== 'emptied');
    expect(new Set(pushes.map(push => (push as { topic: string }).topic))).toEqual(new Set(topics));
    expect(pushes).toContainEqual({ topic: 'timeline', customerId: 'c-1' });
  });

  test('lost once more before all was told: nobody hears of an error, and the next connection tells it', async () => {
    const unheard = vi.fn<(reason: unknown) => void>();
    process.on('unhandledRejection', unheard);
    onTestFinished(() => void process.off('unhandledRejection', unheard));
    (await live()).drop();
    for (let i = 0; i < 2; i++) {
      await settle(2_000);
      FakeSocket.made.at(-1)!.open();
      FakeSocket.made.at(-1)!.drop();
    }
    await settle(2_000);
    FakeSocket.made.at(-1)!.open();
    expect(FakeSocket.made.at(-1)!.sent.map(({ name }) => name)).toEqual(['connection.read']);
    vi.useRealTimers();
    await new Promise(resolve => void setImmediate(resolve));
    expect(unheard).not.toHaveBeenCalled();
  });

  describe('answers of the host that come out of order', () => {
    /** The host is asked, and answers each question when the test says so: by its status, or not at all. */
    function held(): ((status: number | null) => void)[] {
      const answers: ((status: number | null) => void)[] = [];
      const ask = (): Promise<Response> =>
        new Promise((done, fail) => {
          answers.push(code =>
            code === null ? fail(new TypeError('no network')) : done(new Response(null, { status: code })),
          );
        });
      vi.stubGlobal('fetch', ask);
      return answers;
    }
    const reasons = (): unknown[] => pushes.map(push => (push as { connection: Connection }).connection.reason);
    const dropAgain = async (): Promise<void> => {
      await settle(2_000);
      FakeSocket.made.at(-1)!.drop();
    };

    test('what is later counts: the notice does not change back', async () => {
      const socket = await live();
      const answers = held();
      socket.drop();
      await dropAgain();
      await dropAgain();
      expect(answers).toHaveLength(3);
      answers[1]!(401);
      await settle();
      answers[0]!(null);
      await settle();
      expect(reasons()).toEqual([hostWords.startedAgain]);
      answers[2]!(null);
      await settle();
      expect(reasons()).toEqual([hostWords.startedAgain, hostWords.gone]);
    });

    test('of an interruption that is over, none says anything of the next one', async () => {
      const socket = await live();
      const answers = held();
      socket.drop();
      await settle(100);
      FakeSocket.made.at(-1)!.open();
      FakeSocket.made.at(-1)!.drop();
      expect(answers).toHaveLength(2);
      answers[0]!(401);
      await settle();
      expect(reasons()).toEqual([]);
      answers[1]!(null);
      await settle();
      expect(reasons()).toEqual([hostWords.gone]);
    });
  });

  test('a host that stands still is dialled again all the same, and nothing old is said once it is back', async () => {
    const socket = await live();
    let answer = (_: Response): void => {};
    vi.stubGlobal('fetch', () => new Promise<Response>(resolve => (answer = resolve)));
    socket.drop();
    await settle(100);
    expect(FakeSocket.made).toHaveLength(2);
    FakeSocket.made[1]!.open();
    pushes.length = 0;
    answer(new Response(null, { status: 204 }));
    await settle();
    expect(pushes).toEqual([]);
  });

  test('however often it fails, one attempt is under way at a time', async () => {
    (await live()).drop();
    for (let i = 0; i < 5; i++) {
      await settle(2_000);
      expect(FakeSocket.made.length).toBe(i + 2);
      FakeSocket.made.at(-1)!.drop();
    }
  });
});
