// One customer who writes and rings, and a desk that is worked by keys alone.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Proxy, startProxy } from '../../faults/support/proxy.ts';
import { startBackend, type TestBackend } from './backend.ts';
import { built } from './built.ts';
import { type Desk, startDesk } from './desk.ts';
import { countPointers } from './keys.ts';
import { untilLive } from './screen.ts';

export const NAME = 'Maximiliane Oyelaran';
const HANDLE = '@maxi';
const NUMBER = '+447700900944';

/** What she writes on X begins so. */
export const ON_X = { channel: 'x', party: { address: HANDLE, name: NAME }, handle: '@LarkwingCare' } as const;

export type WithMaximiliane = {
  readonly backend: TestBackend;
  /** Between the two. */
  readonly network: Proxy;
  readonly desk: Desk;
  readonly page: Page;
  /** Presses of a mouse or finger so far. */
  pointers(): Promise<number>;
  /** Once the page is loaded anew, where nothing counts. */
  countAnew(): Promise<void>;
  /** On the line that rings at this desk. */
  rings(): Promise<void>;
};

/** Known at the backend, by handle and number, before the tests around it; all of it ends with them. */
export function withMaximiliane(): () => WithMaximiliane {
  let backend: TestBackend | undefined;
  let network: Proxy | undefined;
  let desk: Desk | undefined;
  let around: WithMaximiliane | undefined;
  beforeAll(async () => {
    await built();
    const known = (backend = await startBackend());
    network = await startProxy(known.url);
    desk = await startDesk('browser', { ...known, url: network.url }, { viewport: { width: 1280, height: 800 } });
    const page = desk.page();
    await untilLive(page);
    let pointers = await countPointers(page);
    const identities = [
      { channel: 'x', address: HANDLE },
      { channel: 'voice', address: NUMBER },
    ];
    await known.intake({ type: 'customer', externalId: 'maxi', name: NAME, identities });
    around = {
      backend: known,
      network,
      desk,
      page,
      pointers: () => pointers(),
      async countAnew() {
        pointers = await countPointers(page);
      },
      rings: () => known.exchange({ do: 'ring', ring: { number: NUMBER, name: NAME, queue: 'Priority care' } }),
    };
  });
  afterAll(async () => {
    await desk?.stop();
    await network?.stop();
    await backend?.remove();
  });
  return () => {
    if (!around) throw new Error('she is there only while tests run');
    return around;
  };
}
