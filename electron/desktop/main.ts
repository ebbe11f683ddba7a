// The desk as an Electron application. Read trust.ts for what its page may not do.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, powerMonitor, session } from 'electron';
import { logger } from '../../shared/lib/log.ts';
import { filesOf } from '../core/config.ts';
import { type SpawnedCore, spawnCore } from '../core/spawn.ts';
import { followRing } from '../host/ring.ts';
import { openVault } from '../host/keys/vault.ts';
import { coreConfigOf, keyFileOf, type Launch, readSecret } from '../host/launch.ts';
import { mailShelf } from '../host/mail-shelf.ts';
import { tellRefusals } from '../host/notices.ts';
import { readPageFiles } from '../host/page-files.ts';
import { printShelf } from '../host/print-shelf.ts';
import { untilTold } from '../host/until-told.ts';
import { alertsOf } from './alerts.ts';
import { askAndOpen } from './link-dialog.ts';
import { setMenu } from './menu.ts';
import { noteOpenFor, whyNotBeside } from './open-for.ts';
import { registerScheme, servePages } from './protocol.ts';
import { relay } from './relay.ts';
import { systemWrapper } from './safe-storage.ts';
import { askAndSave } from './save-dialog.ts';
import { askAndSaveExport } from './save-export.ts';
import { findSetUp, type SetUp } from './set-up.ts';
import { setUpPage } from './set-up-page.ts';
import { holdPages, refusePermissions } from './trust.ts';
import { loadPage, openWindow, reviveAfterCrash } from './window.ts';

const log = logger('desktop');
const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const words = {
  cannotStart: 'Foreword cannot start',
  noSecret: (file: string, agent: string) => `The secret of ${agent} is not in ${file}, or the file cannot be read.`,
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

function tellNotReady(reason: string): void {
  process.stdout.write(`${JSON.stringify({ ready: false, code: 'internal', reason })}\n`);
}

/** A machine that sleeps offers its agent nothing; one that wakes on another network needs a new connection at once. */
function tellSleep(core: SpawnedCore): void {
  powerMonitor.on('suspend', () => void core.call('host.sleep', { phase: 'going' }));
  powerMonitor.on('resume', () => void core.call('host.sleep', { phase: 'back' }));
}

async function openDesk(launch: Launch): Promise<SpawnedCore> {
  await app.whenReady();
  refusePermissions(session.defaultSession);
  const vault = await openVault({ path: keyFileOf(launch), wrapper: systemWrapper, policy: launch.unprotected });
  const [config, files] = await Promise.all([
    coreConfigOf(launch, 'electron', vault.now()),
    readPageFiles(beside('../renderer')),
  ]);
  const mails = mailShelf();
  const prints = printShelf();
  servePages(session.defaultSession, files, { mails, prints });
  setMenu();
  const core = spawnCore(config, new URL('../core.worker.js', import.meta.url), vault);
  tellRefusals(core, line => process.stdout.write(line));
  await core.ready;
  const window = openWindow(beside('preload.cjs'));
  const alerts = alertsOf(window, showFirst);
  followRing(core, alerts.ring);
  relay(window, {
    core,
    mails,
    attachments: filesOf(config).attachments,
    attachmentKey: () => vault.now().keys?.cache ?? null,
    openLink: link => askAndOpen(window, link),
    exports: filesOf(config).exports,
    handOut: file => askAndSave(window, file),
    handExport: file => askAndSaveExport(window, prints, file),
    tell: alerts.tell,
  });
  reviveAfterCrash(window, () => fail(words.crashing));
  app.on('second-instance', () => showFirst(window));
  tellSleep(core);
  await loadPage(window);
  tellReady(window.webContents.getURL());
  return core;
}

function fail(reason: string): void {
  tellNotReady(reason);
  dialog.showErrorBox(words.cannotStart, reason);
  app.exit(1);
}

/** A sentence where the secret cannot be had; the file is named, its content is not. */
async function secretProblem({ agent, 'secret-file': file }: Launch): Promise<string | null> {
  try {
    await readSecret(file, agent);
    return null;
  } catch (error) {
    log.warn('secret.unreadable', {}, error);
    return words.noSecret(file, agent);
  }
}

const untilClosed = (): Promise<string> =>
  Promise.race([
    new Promise<string>(resolve => app.on('window-all-closed', () => resolve('closed'))),
    untilTold(process),
  ]);

/** Nothing to connect to: says so in the window, for an error box would only be pressed away. */
async function showSetUp(problem: string, file: string): Promise<void> {
  log.warn('desktop.notSetUp');
  await app.whenReady();
  refusePermissions(session.defaultSession);
  servePages(session.defaultSession, setUpPage(problem, file), { mails: mailShelf(), prints: printShelf() });
  setMenu();
  const window = openWindow(beside('preload.cjs'));
  app.on('second-instance', () => showFirst(window));
  const closed = untilClosed();
  await loadPage(window);
  tellReady(window.webContents.getURL());
  await closed;
  app.exit(0);
}

async function run(setUp: SetUp): Promise<void> {
  if ('problem' in setUp) return showSetUp(setUp.problem, setUp.file);
  const problem = await secretProblem(setUp.launch);
  if (problem !== null) return showSetUp(problem, setUp.file);
  const core = await openDesk(setUp.launch);
  const why = await untilClosed();
  await core.stop();
  log.info('desktop.stopped', { why });
  app.exit(0);
}

/** A second start over the same data shows the first one's window and ends; it says so where that is somebody else's. */
function start(): void {
  const { argv, env, resourcesPath } = process;
  const setUp = findSetUp({
    argv: argv.slice(1),
    env,
    userData: app.getPath('userData'),
    resources: resourcesPath ?? '',
  });
  const userData = join('launch' in setUp ? setUp.launch.data : setUp.data, 'electron');
  const agent = 'launch' in setUp ? setUp.launch.agent : '';
  app.setPath('userData', userData);
  if (!app.requestSingleInstanceLock()) {
    const reason = whyNotBeside(userData, agent);
    if (reason === null) tellReady('second');
    else tellNotReady(reason);
    app.exit(reason === null ? 0 : 1);
    return;
  }
  noteOpenFor(userData, agent);
  app.enableSandbox();
  registerScheme();
  holdPages(app);
  run(setUp).catch((error: unknown) => {
    log.error('desktop.failed', {}, error);
    fail(error instanceof Error ? error.message : String(error));
  });
}

try {
  start();
} catch (error) {
  void app.whenReady().then(() => fail(error instanceof Error ? error.message : String(error)));
}
