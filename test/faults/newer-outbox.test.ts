// F27: a desk of a newer program was here, and the older one is started once more over its files.
import { readFileSync } from 'node:fs';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { connectionIs } from '../core/support/desk.ts';
import { startBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { openDeskDatabase } from '../support/desk-keys.ts';
import { type DeskProcess, startDeskProcess } from './support/desk-process.ts';
import { startFeedProxy } from './support/feed-proxy.ts';
import { greeted, reply, settledAs } from './support/talk.ts';

beforeAll(async () => void (await built()));

/** As a program would leave it that knows one change of the file more. */
function changeVersion({ dataDir, agent }: DeskProcess, by: number): void {
  const db = openDeskDatabase(dataDir, agent, 'outbox');
  const version = db.pragma('user_version', { simple: true }) as number;
  db.pragma(`user_version = ${version + by}`);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

test('F27: the outbox of a newer program is not touched; words written meanwhile are kept beside it, and all go out once, in order', async () => {
  const backend = await startBackend();
  onTestFinished(() => backend.remove());
  const [ada = ''] = await greeted(backend, 'ada');
  const proxy = await startFeedProxy(backend.url);
  const first = await startDeskProcess(backend, { url: proxy.url });
  await connectionIs(first, 'live', 15_000);
  proxy.cutBefore('reply.send');
  const waiting = await reply(first, ada, 'Written by the newer program.');
  await connectionIs(first, 'offline', 10_000);
  await first.stop();
  const { outbox } = first.files;
  changeVersion(first, 1);
  const bytes = readFileSync(outbox);

  const older = await startDeskProcess(backend, { url: proxy.url, dataDir: first.dataDir });
  expect(await older.bridge.call('notices.read', {})).toMatchObject([{ kind: 'cache-too-new' }]);
  expect(await older.bridge.call('outbox.read', {})).toEqual([]);
  const beside = await reply(older, ada, 'Written by the older one.');
  expect(await older.bridge.call('outbox.read', {})).toMatchObject([{ commandId: beside, state: 'queued' }]);
  await older.kill();
  expect(readFileSync(outbox).equals(bytes)).toBe(true);

  changeVersion(first, -1); // the newer program is the one that is started again
  const newer = await startDeskProcess(backend, { url: proxy.url, dataDir: first.dataDir });
  const kept = (await newer.bridge.call('outbox.read', {})).map(({ commandId }) => commandId);
  expect(kept).toEqual([waiting, beside]);
  proxy.up();
  const ours = ['Written by the newer program.', 'Written by the older one.'];
  await settledAs(backend, newer, ada, { theirs: ['Hello?'], ours }, 30_000);
});
