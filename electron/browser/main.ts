// The desk behind a loopback address: for machines without Electron's binary, and for thin clients.
import { fileURLToPath } from 'node:url';
import { logger } from '../../shared/lib/log.ts';
import { filesOf } from '../core/config.ts';
import { spawnCore } from '../core/spawn.ts';
import { coreConfigOf, readLaunch } from '../host/launch.ts';
import { tellRefusals } from '../host/notices.ts';
import { readPageFiles } from '../host/page-files.ts';
import { untilTold } from '../host/until-told.ts';
import { openVaultOf } from './keys.ts';
import { forgetRunning, keepRunning, optionsOf, runningFileOf } from './running.ts';
import { serveBrowser } from './server.ts';

const log = logger('browser');
const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Prints one line of JSON once the page can be opened; ends on a signal or when whoever started it is gone. */
async function main(): Promise<void> {
  const launch = readLaunch(process.argv.slice(2));
  const vault = await openVaultOf(launch);
  const [config, files] = await Promise.all([
    coreConfigOf(launch, 'browser', vault.now()),
    readPageFiles(beside('renderer')),
  ]);
  const core = spawnCore(config, new URL('./core.worker.js', import.meta.url), vault);
  tellRefusals(core, line => process.stdout.write(line));
  const server = await serveBrowser(core, files, launch.port, {
    ...filesOf(config),
    attachmentKey: () => vault.now().keys?.cache ?? null,
  });
  await core.ready;
  const runningFile = runningFileOf(launch.data, launch.agent);
  const { url, ownerSecret: secret } = server;
  await keepRunning(runningFile, { url, pid: process.pid, secret, agent: launch.agent, options: optionsOf(launch) });
  process.stdout.write(`${JSON.stringify({ ready: true, url: `${server.url}/#${server.issueKey()}` })}\n`);
  log.info('browser.started', { port: Number(new URL(server.url).port) });

  await untilTold(process);
  await forgetRunning(runningFile);
  await server.close();
  await core.stop();
  log.info('browser.stopped');
  process.exit(0);
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  process.stdout.write(`${JSON.stringify({ ready: false, code: code ?? 'internal', reason: message })}\n`);
  log.error('browser.failed', {}, error);
  process.exit(1);
});
