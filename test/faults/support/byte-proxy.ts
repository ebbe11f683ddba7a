// The network between a desk and a backend that knows no messages: a connection passes so many bytes and is gone.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export type ByteCut = {
  /** Whose bytes are counted: what the desk sends, or what it is sent. */
  readonly of: 'desk' | 'backend';
  /** So many get through, and then the connection ends. */
  readonly after: number;
  /** A reset is an error at once; a proper end looks as if the other side had had enough. */
  readonly by: 'reset' | 'end';
};

export type ByteProxy = {
  readonly url: string;
  /** Made so far; a connection may end before it comes to its cut. */
  cuts(): number;
  /** Of the plan, for connections to come. */
  left(): number;
  /** Ends what is there; each of the next connections is cut like this, HTTP and websockets alike. */
  plan(cuts: readonly ByteCut[]): void;
};

/** Passes on `room` bytes; the last of them are on their way before `over` is called. */
function forward(from: Socket, to: Socket, room: number, over: () => void): void {
  let left = room;
  from.on('data', chunk => {
    if (left <= 0 || !to.writable) return;
    const part = chunk.subarray(0, left);
    left -= chunk.length;
    if (left > 0) to.write(part);
    else to.write(part, over);
  });
  from.once('end', () => to.end());
  from.on('error', () => to.destroy()); // a reset is what this is for; `close` follows
  from.once('close', () => to.destroySoon());
}

/** Listens on a port of its own until the test ends, and passes on to `target`. */
export async function startByteProxy(target: string): Promise<ByteProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let waiting: ByteCut[] = [];
  let made = 0;

  const server = createServer(desk => {
    const backend = connect(Number(port), hostname);
    for (const one of [desk, backend]) {
      sockets.add(one);
      one.setNoDelay(true);
      one.once('close', () => sockets.delete(one));
    }
    const cut = waiting.shift();
    const over = (): void => {
      made++;
      if (cut?.by === 'reset') desk.resetAndDestroy();
      else desk.destroySoon();
      backend.destroySoon();
    };
    const room = (of: ByteCut['of']): number => (cut?.of === of ? cut.after : Number.POSITIVE_INFINITY);
    forward(desk, backend, room('desk'), over);
    forward(backend, desk, room('backend'), over);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>(resolve => server.close(() => resolve()));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => made,
    left: () => waiting.length,
    plan(cuts) {
      waiting = [...cuts];
      for (const socket of sockets) socket.destroy();
    },
  };
}
