// Hand-overs of every sort, as the ledger shows them: each a change of hands by a command, and the checker agrees.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportLedger, type LedgerRow } from '../../../backend/ledger/export.ts';
import { judgeFile } from '../../../build/ledger-check/file.ts';
import { newWorld, NOW, type World } from '../intake/world.ts';
import { handOvers, hireLead } from './days.ts';

const folder = mkdtempSync(join(tmpdir(), 'foreword-hands-'));
let world: World;
beforeAll(async () => {
  world = await newWorld();
  await hireLead(world);
});
afterAll(async () => {
  await world.db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('transferred, asked, handed over warm, reassigned and finished: one holder at a time, each step a command', async () => {
  await handOvers(world);
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
    why: 'work.completeTransfer by a-priya, who does not hold it',
  });
});
