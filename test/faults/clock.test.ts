// F10: the wall clock of a program that runs is set forth and back.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { connectionIs, eventually } from '../core/support/desk.ts';
import { startBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { deskFolder, startDeskProcess } from './support/desk-process.ts';
import { mailbox, reply, timeline } from './support/talk.ts';
import { ledgerVerdict } from './support/verdict.ts';
import { asking, customersWrite } from './support/worker.ts';

const HOUR = 3_600_000;

beforeAll(async () => void (await built()));

type MovedClock = { set(ms: number): void; during<T>(start: () => Promise<T>): Promise<T> };

/** `during`: programs started there go by this clock. */
function movedClock(): MovedClock {
  const file = join(deskFolder(), 'clock');
  const set = (ms: number): void => {
    // Never half written, for it is read all the time.
    writeFileSync(`${file}.new`, String(ms));
    renameSync(`${file}.new`, file);
  };
  set(0);
  return {
    set,
    async during(start) {
      process.env['FOREWORD_MOVED_CLOCK'] = file;
      process.env['NODE_OPTIONS'] = `--import ${join(import.meta.dirname, 'support', 'moved-clock.ts')}`;
      try {
        return await start();
      } finally {
        delete process.env['FOREWORD_MOVED_CLOCK'];
        delete process.env['NODE_OPTIONS'];
      }
    },
  };
}

test.each(['backend', 'desk'] as const)(
  'F10: the clock of the %s jumps by an hour while it rings, and back while it is answered: nothing ends early, the order stands',
  async whose => {
    const clock = movedClock();
    const backend = await (whose === 'backend' ? clock.during(() => startBackend()) : startBackend());
    onTestFinished(() => backend.remove());
    const start = () => startDeskProcess(backend, { dataDir: deskFolder() });
    const desk = await (whose === 'desk' ? clock.during(start) : start());
    await connectionIs(desk, 'live', 20_000);
    const work = () => desk.bridge.call('work.read', {});
    const [workItemId] = await customersWrite(backend, 'uma');
    await eventually(async () => expect((await work()).offer).toMatchObject({ workItemId }), 15_000);

    clock.set(HOUR);
    await after(1_500); // the time in which a lease on that clock would have ended
    const { offer, lastOffer } = await work();
    expect(offer).toMatchObject({ workItemId, state: 'ringing' });
    expect(lastOffer).toBeNull();
    await desk.bridge.call('offer.accept', { offerId: offer!.id });
    await eventually(async () => expect((await work()).items).toMatchObject([{ id: workItemId }]), 15_000);
    const { customerId } = offer!;
    await reply(desk, customerId, 'First answer.');
    await eventually(() => expect(mailbox(backend)).toHaveLength(1), 15_000);

    clock.set(-HOUR);
    await reply(desk, customerId, 'Second answer.');
    await eventually(() => expect(mailbox(backend)).toHaveLength(2), 15_000);
    await backend.intake({ ...asking('uma'), externalId: 'uma asks again', text: 'And my umbrella?' });
    const words = async (): Promise<string[]> =>
      (await timeline(desk, customerId)).filter(({ entry }) => entry.kind === 'message').map(({ entry }) => entry.text);
    const said = ['Where is my suitcase?', 'First answer.', 'Second answer.', 'And my umbrella?'];
    await eventually(async () => expect(await words()).toEqual(said), 15_000);

    clock.set(0);
    await desk.bridge.call('work.finish', { workItemId: workItemId!, wrapUp: null });
    await eventually(async () => expect((await work()).items).toEqual([]), 15_000);
    await connectionIs(desk, 'live', 20_000);
    await desk.stop();
    await backend.stop();
    expect(await ledgerVerdict('--data', backend.dataDir)).toContain('2 sent under a held epoch; 1 finished once.');
    expect(mailbox(backend).map(({ text }) => text)).toEqual(['First answer.', 'Second answer.']);
  },
);
