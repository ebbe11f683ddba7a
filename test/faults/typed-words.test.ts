// What is typed survives the desk: whatever it said it has kept is there at the next start, of the same agent and no other.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftsAt } from '../core/support/drafts.ts';
import { connectionIs } from '../core/support/desk.ts';
import { startBackend, type TestBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { deskFolder, startDeskProcess } from './support/desk-process.ts';
import { greeted } from './support/talk.ts';

const KILLS = Number(process.env['FOREWORD_KILLS'] ?? 10);

let backend: TestBackend;
beforeAll(async () => {
  await built();
  backend = await startBackend();
});
afterAll(() => backend?.remove());

test(
  `F14: the desk killed ${KILLS} times while somebody types: every word it said it has kept is there, reply and note apart`,
  { timeout: 60_000 + KILLS * 6_000 },
  async () => {
    const [ada = ''] = await greeted(backend, 'ada');
    const dataDir = deskFolder();
    const kept = { reply: '', note: '' };
    for (let kill = 0; kill < KILLS; kill++) {
      const desk = await startDeskProcess(backend, { dataDir });
      const found = await draftsAt(desk, ada);
      // A word that was on its way when the desk was killed may be there too; none that was kept may be missing.
      expect(found.reply?.text ?? '').toMatch(new RegExp(`^${kept.reply}`));
      expect(found.note?.text ?? '').toMatch(new RegExp(`^${kept.note}`));
      kept.reply = found.reply?.text ?? '';
      kept.note = found.note?.text ?? '';
      let isOver = false;
      const typing = (async () => {
        for (let word = 0; !isOver; word++) {
          const mode = word % 2 ? 'note' : 'reply';
          const text = `${kept[mode]}${kill}.${word} `;
          try {
            await desk.bridge.call('draft.write', { caseId: null, customerId: ada, mode, text, target: null });
          } catch {
            return; // the desk is gone: nothing was said to be kept
          }
          kept[mode] = text;
        }
      })();
      await new Promise(done => setTimeout(done, 40 + kill * 17));
      await desk.kill();
      isOver = true;
      await typing;
    }
    expect(kept.reply.length).toBeGreaterThan(KILLS);
  },
);

test('signed out or with another agent at the same desk: the words are the first agent’s alone, and there when they are back', async () => {
  const [eve = ''] = await greeted(backend, 'eve');
  const dataDir = deskFolder();
  const mara = await startDeskProcess(backend, { dataDir });
  await connectionIs(mara, 'live', 15_000);
  const text = 'Half an answer';
  await mara.bridge.call('draft.write', { caseId: null, customerId: eve, mode: 'reply', text, target: null });
  await mara.stop();

  const priya = await startDeskProcess(backend, { dataDir, agent: 'Priya Shah' });
  expect((await draftsAt(priya, eve)).reply).toBeNull();
  await priya.stop();

  const back = await startDeskProcess(backend, { dataDir });
  expect((await draftsAt(back, eve)).reply?.text).toBe(text);
});
