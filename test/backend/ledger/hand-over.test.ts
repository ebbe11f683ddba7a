// Hand-overs of every sort, as the ledger shows them: each a change of hands by a command, and the checker agrees.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportLedger, type LedgerRow } from '../../../backend/ledger/export.ts';
import { plantSeed } from '../../../backend/store/seed.ts';
import { judgeFile } from '../../../build/ledger-check/file.ts';
import { imported, newWorld, NOW, seed, type World } from '../intake/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'foreword-hands-'));
let world: World;
beforeAll(async () => {
  world = await newWorld();
  const ruth = { ...seed.agents[0]!, id: 'a-ruth', name: 'Ruth Okafor', role: 'lead' as const };
  await plantSeed(world.db, { ...seed, agents: [...seed.agents, ruth] }, NOW);
});
afterAll(async () => {
  await world.db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('transferred, asked, handed over warm, reassigned and finished: one holder at a time, each step a command', async () => {
  const { centre, run, ringing, item, takeIn } = world;
  const accept = async (agentId: string) => {
    const offer = (await ringing(agentId))!;
    expect(await run(agentId, 'offer.accept', { offerId: offer.id, epoch: offer.epoch })).toMatchObject({ ok: true });
  };
  await centre.sessionOpened('a-mara');
  const party = { address: '+442079460077' };
  const handle = '+44 20 7946 0000';
  const record = { type: 'message', externalId: 'm', channel: 'whatsapp', party, handle, text: 'Where is my bag?' };
  const { workItemId } = imported((await takeIn(record))[0]);
  const at = async () => ({ workItemId: workItemId!, epoch: (await item(workItemId!)).epoch });
  await centre.router.turn();
  await accept('a-mara');
  await centre.sessionOpened('a-priya');
  const good = async (
    agentId: string,
    ...[kind, params]: Parameters<World['run']> extends [string, ...infer R] ? R : never
  ) => expect(await run(agentId, kind, params as never)).toMatchObject({ ok: true });
  await good('a-mara', 'work.consult', { ...(await at()), agentId: 'a-priya', note: null });
  await accept('a-priya');
  await good('a-mara', 'work.completeTransfer', { ...(await at()), agentId: 'a-priya', note: 'Warm.' });
  await good('a-priya', 'work.transfer', {
    ...(await at()),
    destination: { to: 'agent', agentId: 'a-mara' },
    note: null,
  });
  await accept('a-mara');
  await good('a-ruth', 'work.reassign', { ...(await at()), agentId: 'a-priya', note: null });
  await good('a-ruth', 'work.reassign', { ...(await at()), agentId: null, note: null });
  await run('a-priya', 'presence.set', { state: 'not-ready', reason: null });
  await centre.router.turn();
  world.pass(40_000);
  await centre.router.turn();
  await accept('a-mara');
  await good('a-mara', 'work.finish', { ...(await at()), wrapUp: null, disposition: null } as never);

  const lines: string[] = [];
  await exportLedger(world.db, NOW, line => void lines.push(line));
  const rows = lines.slice(1, -1).map(line => JSON.parse(line) as LedgerRow);
  const hands = rows.flatMap(row =>
    row.kind === 'item' ? [[row.why, (row.after as { holder: string | null }).holder]] : [],
  );
  expect(hands.filter(([why]) => why !== 'routed')).toEqual([
    [expect.any(String), null],
    ['offer.accept', 'a-mara'],
    ['work.completeTransfer', 'a-priya'],
    ['work.transfer', null],
    ['offer.accept', 'a-mara'],
    ['work.reassign', 'a-priya'],
    ['work.reassign', null],
    ['offer.accept', 'a-mara'],
    ['work.finish', null],
  ]);
  const judged = (text: string) => {
    const file = join(folder, 'ledger');
    writeFileSync(file, text);
    return judgeFile(file);
  };
  const ledger = `${lines.join('\n')}\n`;
  expect(await judged(ledger)).toMatchObject({ kind: 'good', summary: { items: 1, finished: 1, accepted: 3 } });
  const byAnother = lines.map(line =>
    line.includes('"why":"work.completeTransfer"') ? line.replace('"agent":"a-mara"', '"agent":"a-priya"') : line,
  );
  expect(await judged(`${byAnother.join('\n')}\n`)).toMatchObject({
    kind: 'broken',
    why: 'it is handed on by who does not hold it',
  });
});
