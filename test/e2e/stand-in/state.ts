import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { CHROMIUM_ARGS, ensureChromium } from '../../../build/chromium.ts';

export type Handler = (event: object, ...args: unknown[]) => unknown;
export type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** What main has set up so far. */
export const state: {
  readonly handlers: Map<string, Handler>;
  /** Settings that main asked for and that only real Electron can carry out. */
  readonly asked: string[];
  serve: SchemeHandler | null;
} = { handlers: new Map(), asked: [], serve: null };

let opening: Promise<{ context: BrowserContext; profile: string }> | null = null;

async function openContext() {
  const profile = await mkdtemp(join(tmpdir(), 'foreword-stand-in-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    args: [...CHROMIUM_ARGS, '--remote-debugging-port=0'],
    viewport: { width: 1440, height: 900 },
  });
  const [port] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
  process.send?.({ devtools: `http://127.0.0.1:${port}` });
  return { context, profile };
}

/** One Chromium for the program; the test joins it by its DevTools address. */
export async function pages(): Promise<BrowserContext> {
  opening ??= openContext();
  return (await opening).context;
}

export async function closePages(): Promise<void> {
  if (!opening) return;
  const { context, profile } = await opening;
  await context.close();
  await rm(profile, { recursive: true, force: true });
}
