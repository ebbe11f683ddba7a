// A desk as a person has it: the built program, its core, its screen in Chromium. The same for every host.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Browser, chromium, type Page } from 'playwright-core';
import { lookAround } from '../../../build/start/choose-host.ts';
import { CHROMIUM_ARGS, ensureChromium } from '../../../build/chromium.ts';
import type { TestBackend } from './backend.ts';
import { out, type Program, root, startProgram } from './processes.ts';

export type HostName = 'browser' | 'stand-in' | 'electron';

/** Real Electron joins where its program and a display are; elsewhere the stand-in has to do. */
export const hosts = (): HostName[] => {
  const { electron, hasDisplay, isRoot } = lookAround(root);
  return electron && hasDisplay && !isRoot ? ['browser', 'stand-in', 'electron'] : ['browser', 'stand-in'];
};

export type Desk = {
  readonly host: HostName;
  /** The page that is shown now; another one after a crash. */
  page(): Page;
  readonly dataDir: string;
  /** Addresses of requests that left for anywhere but the desk's own host. */
  readonly outside: string[];
  /** Dialogs that the host has shown, and links it has opened after one. Browser host: none, its page asks. */
  readonly dialogs: { message: string; detail: string }[];
  readonly opened: string[];
  /** The link that was printed, with its key; the browser host only. */
  readonly link?: string;
  /** How often the host has brought its window to the front. */
  shown(): number;
  /** What a person presses in every dialog from now on; 0 is the first button. */
  press(button: number): void;
  log(): string;
  kill(): Promise<void>;
  stop(): Promise<void>;
};

export type DeskOptions = {
  readonly agent?: string;
  readonly dataDir?: string;
  readonly viewport?: { width: number; height: number };
};

const argsFor = (backend: TestBackend, dataDir: string, agent: string): string[] => [
  `--data=${dataDir}`,
  `--backend=${backend.url}`,
  `--agent=${agent}`,
  `--secret-file=${backend.secretFile}`,
];

const isOwn = (url: string): boolean =>
  /^(?:http:\/\/127\.0\.0\.1:|https:\/\/desk\.app\.standin\/|app:|data:|blob:|about:)/.test(url);

function watchRequests(page: Page, outside: string[]): Page {
  page.on('request', request => {
    if (!isOwn(request.url())) outside.push(request.url());
  });
  return page;
}

type Shown = Omit<Desk, 'host' | 'dataDir' | 'outside' | 'stop' | 'kill'> & {
  stop(): Promise<void>;
  kill(): Promise<void>;
};

async function showInBrowser(args: string[], outside: string[], options: DeskOptions): Promise<Shown> {
  const program = await startProgram([join(out, 'browser.js'), ...args]);
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_ARGS] });
  const context = await browser.newContext({ viewport: options.viewport ?? { width: 1440, height: 900 } });
  const page = watchRequests(await context.newPage(), outside);
  await page.goto(program.ready.url);
  return {
    page: () => page,
    link: program.ready.url,
    dialogs: [],
    opened: [],
    shown: () => 0,
    press: () => undefined,
    log: program.log,
    async stop() {
      await browser.close();
      await program.stop();
    },
    // While its page is still there: what that would write as it goes comes too late.
    async kill() {
      await program.kill();
      await browser.close();
    },
  };
}

type FromStandIn = { devtools?: string; shown?: true; dialog?: Desk['dialogs'][number]; opened?: string };

async function showInStandIn(args: string[], outside: string[], options: DeskOptions): Promise<Shown> {
  const register = join(root, 'test', 'e2e', 'stand-in', 'register.ts');
  const dialogs: Desk['dialogs'] = [];
  const opened: string[] = [];
  let button = 1;
  let shown = 0;
  let program: Program | null = null;
  let devtools = '';
  const hear = (message: FromStandIn): void => {
    if (message.shown) shown += 1;
    if (message.devtools) devtools = message.devtools;
    if (message.opened) opened.push(message.opened);
    if (!message.dialog) return;
    dialogs.push(message.dialog);
    program?.child.send({ pressed: button });
  };
  program = await startProgram(['--import', register, join(out, 'desktop', 'main.js'), ...args], hear);
  const browser: Browser = await chromium.connectOverCDP(devtools);
  const [context] = browser.contexts();
  for (const page of context!.pages()) watchRequests(page, outside);
  context!.on('page', page => watchRequests(page, outside));
  const page = (): Page => context!.pages().findLast(one => one.url().startsWith('https://desk.app.standin'))!;
  if (options.viewport) await page().setViewportSize(options.viewport);
  const end = (how: 'stop' | 'kill') => async (): Promise<void> => {
    await program?.[how]();
    await browser.close();
  };
  return {
    page,
    dialogs,
    opened,
    shown: () => shown,
    press: choice => void (button = choice),
    log: program.log,
    stop: end('stop'),
    kill: end('kill'),
  };
}

type Told = { dialog?: Desk['dialogs'][number]; opened?: string; shown?: true };
const TELLS = 'foreword-test ';

/** In real Electron a person's dialogs are answered in its main process, and what happens there is told by its console. */
async function showInElectron(args: string[], outside: string[]): Promise<Shown> {
  const app = await _electron.launch({
    executablePath: lookAround(root).electron!,
    args: [join(out, 'desktop', 'main.js'), ...args],
  });
  const dialogs: Desk['dialogs'] = [];
  const opened: string[] = [];
  const log: string[] = [];
  let shown = 0;
  app.process().stderr?.on('data', chunk => log.push(String(chunk)));
  app.on('console', message => {
    if (!message.text().startsWith(TELLS)) return;
    const told = JSON.parse(message.text().slice(TELLS.length)) as Told;
    if (told.dialog) dialogs.push(told.dialog);
    if (told.opened) opened.push(told.opened);
    if (told.shown) shown += 1;
  });
  const press = (button: number): Promise<void> =>
    app.evaluate(
      ({ dialog, shell, app: program }, { choice, tells }) => {
        const tell = (told: object): void => console.log(tells + JSON.stringify(told));
        Object.assign(dialog, {
          showMessageBox: async (_window: unknown, question: object) => {
            tell({ dialog: question });
            return { response: choice, checkboxChecked: false };
          },
        });
        Object.assign(shell, { openExternal: async (url: string) => tell({ opened: url }) });
        program.on('second-instance', () => tell({ shown: true }));
      },
      { choice: button, tells: TELLS },
    );
  await press(1);
  const page = watchRequests(await app.firstWindow(), outside);
  return {
    page: () => app.windows().at(-1) ?? page,
    dialogs,
    opened,
    shown: () => shown,
    press: button => void press(button),
    log: () => log.join(''),
    stop: () => app.close(),
    kill: async () => void app.process().kill('SIGKILL'),
  };
}

const show = { browser: showInBrowser, 'stand-in': showInStandIn, electron: showInElectron } as const;

/** Starts a desk and waits until its page has loaded. `stop` removes its folder unless the test gave it. */
export async function startDesk(host: HostName, backend: TestBackend, options: DeskOptions = {}): Promise<Desk> {
  if (!existsSync(out)) throw new Error('out/ is missing: bundle() first');
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'foreword-desk-')));
  const outside: string[] = [];
  const shown = await show[host](argsFor(backend, dataDir, options.agent ?? 'Mara Lindholm'), outside, options);
  return {
    ...shown,
    host,
    dataDir,
    outside,
    async stop() {
      await shown.stop();
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
