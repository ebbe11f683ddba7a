import { BrowserWindow, nativeTheme } from 'electron';
import { logger } from '../../shared/lib/log.ts';
import { APP_ORIGIN } from './trust.ts';

const log = logger('desktop');

/** Three quick crashes lead to a stop, not to a loop. */
const MAX_CRASHES = 3;
const CRASH_WINDOW_MS = 60_000;

/** Colours of `--bg` in styles/tokens.css, for the moment before the page is painted. */
const BACKGROUND = { light: '#f1f4f4', dark: '#0d1112' } as const;

/** Our one window, hidden until there is something to see. */
export function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 480,
    minHeight: 480,
    title: 'Foreword',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableBlinkFeatures: 'Auxclick',
      // A window behind others rings in time, and counts on.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

export const loadPage = (window: BrowserWindow): Promise<void> => window.loadURL(`${APP_ORIGIN}/`);

/**
 * The screen crashed: the core still holds the call, so the page is loaded again at once and shows it (F31). `giveUp`
 * is called instead when that did not help three times within a minute.
 */
export function reviveAfterCrash(window: BrowserWindow, giveUp: () => void): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const now = performance.now();
    crashes = [...crashes.filter(at => now - at < CRASH_WINDOW_MS), now];
    log.error('screen.crashed', { reason, exitCode, crashes: crashes.length });
    if (crashes.length > MAX_CRASHES) return giveUp();
    loadPage(window).catch((error: unknown) => log.error('screen.failed', {}, error));
  });
}
