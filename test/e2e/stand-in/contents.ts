import { EventEmitter } from 'node:events';
import type { BrowserContext, Frame, Page, Request as PageRequest, Route } from 'playwright-core';
import { pages, state } from './state.ts';

/** Routes cannot see custom schemes, so the page lives at a web address that stands for `app://desk`. */
const STANDS_FOR = { real: 'app://desk', web: 'https://desk.app.standin' } as const;
const toWeb = (url: string): string => url.replace(STANDS_FOR.real, STANDS_FOR.web);
const toReal = (url: string): string => url.replace(STANDS_FOR.web, STANDS_FOR.real);

/** The sandboxed preload of Electron: a `require` that knows `electron` alone, in the main frame only. */
const preloadScript = (preload: string): string => `(() => {
  if (window !== window.top) return;
  const listeners = new Map();
  const of = channel => listeners.get(channel) ?? listeners.set(channel, new Set()).get(channel);
  const invoke = window.standInInvoke;
  window.standInPush = (channel, message) => of(channel).forEach(listen => listen({}, message));
  const electron = {
    contextBridge: { exposeInMainWorld: (name, api) => { window[name] = api; } },
    ipcRenderer: {
      invoke: (...args) => invoke(...args),
      on: (channel, listen) => of(channel).add(listen),
      off: (channel, listen) => of(channel).delete(listen),
    },
  };
  const require = name => { if (name === 'electron') return electron; throw new Error('no module ' + name); };
  ((require, module, exports) => { ${preload} })(require, { exports: {} }, {});
})()`;

/** An Electron event as far as ours read it. */
const refusable = (url: string, isMainFrame: boolean) => {
  const event = {
    url,
    isMainFrame,
    defaultPrevented: false,
    preventDefault: () => void (event.defaultPrevented = true),
  };
  return event;
};

/** Which frame a navigation is of. A popup asks for its page before it has a frame, or in a window that is not ours. */
function placeOf(request: PageRequest, ours: Page | null): 'main' | 'frame' | 'popup' {
  try {
    const frame = request.frame();
    if (frame.page() !== ours) return 'popup';
    return frame.parentFrame() === null ? 'main' : 'frame';
  } catch {
    return 'popup';
  }
}

/** Runs in the page. */
const push = ([name, value]: [string, unknown]): void =>
  (window as unknown as { standInPush?: (channel: string, message: unknown) => void }).standInPush?.(name, value);

export class Contents extends EventEmitter {
  private readonly preload: string;
  private page: Promise<Page> | null = null;
  private shown: Page | null = null;
  private openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });

  constructor(preload: string) {
    super();
    this.preload = preload;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  getURL = (): string => `${STANDS_FOR.real}/`;

  async loadURL(url: string): Promise<void> {
    this.page ??= this.open();
    await (await this.page).goto(toWeb(url));
  }

  send(channel: string, message: unknown): void {
    // A page that is loading or gone misses pushes in Electron as well.
    const told = this.page?.then(page => page.evaluate(push, [channel, message] as [string, unknown]));
    told?.catch(() => undefined);
  }

  private async open(): Promise<Page> {
    const context = await pages();
    if (context.pages().length > 1 || this.prepared) return this.follow(await context.newPage());
    await this.prepare(context);
    return this.follow(context.pages()[0] ?? (await context.newPage()));
  }

  private prepared = false;

  private async prepare(context: BrowserContext): Promise<void> {
    this.prepared = true;
    await context.exposeBinding('standInInvoke', ({ frame }, channel: string, ...args: unknown[]) =>
      state.handlers.get(channel)?.({ sender: this, senderFrame: this.frameOf(frame) }, ...args),
    );
    await context.addInitScript(preloadScript(this.preload));
    await context.route(
      '**/*',
      (route, request) => this.answer(route, request).catch(() => undefined), // The page went away while it asked.
    );
  }

  private follow(page: Page): Page {
    this.shown = page;
    // Whichever comes first, the window or its request, main is asked; Electron asks once, before there is either.
    page.on('popup', popup => {
      if (this.openHandler({ url: popup.url() }).action === 'deny') void popup.close();
    });
    page.on('crash', () => {
      this.page = null;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
      void page.close();
    });
    return page;
  }

  private frameOf(frame: Frame): { parent: unknown; origin: string } {
    return { parent: frame.parentFrame(), origin: toReal(new URL(frame.url()).origin) };
  }

  private async answer(route: Route, request: PageRequest): Promise<void> {
    const url = toReal(request.url());
    if (request.isNavigationRequest() && url !== this.getURL() && this.isRefused(url, placeOf(request, this.shown))) {
      return route.abort('aborted');
    }
    if (!url.startsWith(STANDS_FOR.real) || !state.serve) return route.abort('internetdisconnected');
    const response = await state.serve(new Request(url));
    const headers = Object.fromEntries(response.headers);
    await route.fulfill({ status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) });
  }

  private isRefused(url: string, place: 'main' | 'frame' | 'popup'): boolean {
    if (place === 'popup') return this.openHandler({ url }).action === 'deny';
    const event = refusable(url, place === 'main');
    if (place === 'main') this.emit('will-navigate', event);
    this.emit('will-frame-navigate', event);
    return event.defaultPrevented;
  }
}
