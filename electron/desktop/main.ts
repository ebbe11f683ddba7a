// The desk as an Electron application. Read trust.ts for what its page may not do.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, session } from 'electron';
import { logger } from '../../shared/lib/log.ts';
import { filesOf } from '../core/config.ts';
import { type SpawnedCore, spawnCore } from '../core/spawn.ts';
import { coreConfigOf, type Launch, readLaunch } from '../host/launch.ts';
import { mailShelf } from '../host/mail-shelf.ts';
import { tellRefusals } from '../host/notices.ts';
import { readPageFiles } from '../host/page-files.ts';
import { untilTold } from '../host/until-told.ts';
import { askAndOpen } from './link-dialog.ts';
import { setMenu } from './menu.ts';
import { registerScheme, servePages } from './protocol.ts';
import { relay } from './relay.ts';
import { askAndSave } from './save-dialog.ts';
import { holdPages, refusePermissions } from './trust.ts';
import { loadPage, openWindow, reviveAfterCrash } from './window.ts';

const log = logger('desktop');
const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const words = {
  cannotStart: 'Foreword cannot start',
  crashing: 'The screen keeps failing, so it was not opened again. Start Foreword anew; nothing you wrote is lost.',
} as const;

function showFirst(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function tellReady(url: string): void {
  process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
}

async function openDesk(launch: Launch): Promise<SpawnedCore> {
  const [config, files] = await Promise.all([coreConfigOf(launch, 'electron'), readPageFiles(beside('../renderer'))]);
  await app.whenReady();
  refusePermissions(session.defaultSession);
  const mails = mailShelf();
  servePages(session.defaultSession, files, mails);
  setMenu();
  const core = spawnCore(config, new URL('../core.worker.js', import.meta.url));
  tellRefusals(core, line => process.stdout.write(line));
  await core.ready;
  const window = openWindow(beside('preload.cjs'));
  relay(window, {
    core,
    mails,
    attachments: filesOf(config).attachments,
    openLink: link => askAndOpen(window, link),
    handOut: file => askAndSave(window, file),
  });
  reviveAfterCrash(window, () => fail(words.crashing));
  app.on('second-instance', () => showFirst(window));
  await loadPage(window);
  tellReady(window.webContents.getURL());
  return core;
}

function fail(reason: string): void {
  process.stdout.write(`${JSON.stringify({ ready: false, code: 'internal', reason })}\n`);
  dialog.showErrorBox(words.cannotStart, reason);
  app.exit(1);
}

async function run(launch: Launch): Promise<void> {
  const core = await openDesk(launch);
  const quit = new Promise<string>(resolve => app.on('window-all-closed', () => resolve('closed')));
  const why = await Promise.race([quit, untilTold(process)]);
  await core.stop();
  log.info('desktop.stopped', { why });
  app.exit(0);
}

/** A second start over the same data shows the first one's window and ends. */
function start(): void {
  const launch = readLaunch(process.argv.slice(1));
  app.setPath('userData', join(launch.data, 'electron'));
  if (!app.requestSingleInstanceLock()) {
    tellReady('second');
    app.exit(0);
    return;
  }
  app.enableSandbox();
  registerScheme();
  holdPages(app);
  run(launch).catch((error: unknown) => {
    log.error('desktop.failed', {}, error);
    fail(error instanceof Error ? error.message : String(error));
  });
}

try {
  start();
} catch (error) {
  void app.whenReady().then(() => fail(error instanceof Error ? error.message : String(error)));
}
