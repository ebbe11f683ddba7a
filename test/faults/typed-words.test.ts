// What is typed survives the desk: whatever it said it has kept is there at the next start, of the same agent and no other.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftsAt } from '../core/support/drafts.ts';
import { begunAbout } from '../../shared/contract/bridge/begun.ts';
import { connectionIs } from '../core/support/desk.ts';
import { startBackend, type TestBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { type DeskProcess, deskFolder, startDeskProcess } from './support/desk-process.ts';
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
            await desk.bridge.call('draft.write', { caseId: 'case-of-ada', customerId: ada, mode, text, target: null });
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

test(
  `F14: killed ${KILLS} times while a note for handing over is written and sent and taken back: it is in one place or the other`,
  { timeout: 60_000 + KILLS * 6_000 },
  async () => {
    const [ida = ''] = await greeted(backend, 'ida');
    const dataDir = deskFolder();
    const about = begunAbout.handOver('work-of-ida');
    let kept = '';
    let takenBack = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      // No session: what is sent waits, and may be taken back.
      const desk = await startDeskProcess(backend, { dataDir, url: 'http://127.0.0.1:9' });
      const notes = async (): Promise<string[]> => {
        const begun = await desk.bridge.call('begun.read', {});
        const waiting = await desk.bridge.call('outbox.read', {});
        return [...begun.map(({ fields }) => fields['note'] ?? ''), ...waiting.map(({ kind }) => kind)];
      };
      const [found = '', ...more] = await notes();
      expect(more).toEqual([]);
      if (found === 'work.reassign') await takeBack(desk);
      const [note = ''] = await notes();
      // A word that was on its way when the desk was killed may be there too; none that was kept may be missing.
      expect(note).toMatch(new RegExp(`^${kept}`));
      kept = note;
      const handing = (async () => {
        for (let word = 0; ; word++) {
          const text = `${kept}${kill}.${word} `;
          try {
            await desk.bridge.call('begun.write', { about, customerIds: [ida], fields: { note: text } });
            kept = text;
            await desk.bridge.call('work.reassign', { workItemId: 'work-of-ida', epoch: 1, agentId: null, note: text });
            await takeBack(desk);
            takenBack++;
          } catch {
            return; // the desk is gone: nothing was said to be kept
          }
        }
      })();
      await new Promise(done => setTimeout(done, 40 + kill * 17));
      await desk.kill();
      await handing;
    }
    expect(kept.length).toBeGreaterThan(KILLS);
    expect(takenBack).toBeGreaterThan(KILLS);
  },
);

async function takeBack({ bridge }: DeskProcess): Promise<void> {
  const [waiting] = await bridge.call('outbox.read', {});
  await bridge.call('outbox.takeBack', { commandId: waiting!.commandId });
}

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
