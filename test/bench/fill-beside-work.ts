// What somebody at work notices of the fill in the background: opening, a kept draft, and a ring, with it and without.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Push } from '../../shared/contract/bridge.ts';
import { startCore } from '../../electron/core/core.ts';
import { NOW } from '../core/support/records.ts';
import { type BenchRow, benchRow } from './stats.ts';

const BACKEND = fileURLToPath(new URL('fill-backend.ts', import.meta.url));
const CUSTOMERS = 200;
const ROUNDS = Number(process.env['FOREWORD_ROUNDS'] ?? 20);

type Times = { open: number[]; draft: number[]; ring: number[]; filled: number };

/** Works for a while, with pauses in which the fill may run; `fillEntries` 0: it never does. */
async function work(fillEntries: number): Promise<Times> {
  const folder = mkdtempSync(join(tmpdir(), 'foreword-bench-'));
  const backend = spawn(process.execPath, ['--no-warnings', BACKEND, String(CUSTOMERS)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: backend.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<{ url?: string; rang?: number }> => JSON.parse((await lines.next()).value as string);
  const pushes = new EventTarget();
  const { url } = await next();
  const core = startCore(
    {
      dataDir: folder,
      backendUrl: url!,
      agentName: 'Mara Lindholm',
      secret: 'secret',
      deskId: 'desk-1',
      host: 'browser',
      version: '0.1.0',
      keep: { fillEntries },
    },
    (push: Push) => void pushes.dispatchEvent(new Event(push.topic)),
    { clock: { now: () => NOW, monotonic: () => performance.now() }, fill: { firstMs: 1_000 } },
  );
  const call = async (name: string, input: object): Promise<unknown> => {
    const reply = await core.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.message}`);
    return reply.value;
  };
  const timed = async (act: () => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await act();
    return performance.now() - started;
  };
  const ring = async (customerId: string): Promise<number> => {
    const told = new Promise(resolve => pushes.addEventListener('work', resolve, { once: true }));
    backend.stdin.write(`${customerId}\n`);
    const { rang } = await next();
    await told;
    return Date.now() + (performance.now() % 1) - rang!;
  };
  const times: Times = { open: [], draft: [], ring: [], filled: 0 };
  try {
    await sleep(2_500); // the grants
    for (let round = 0; round < ROUNDS; round++) {
      const customerId = `c${(round * 37) % CUSTOMERS}`;
      // Longer than the quiet after the last question, and never the same: it comes at any moment of a page.
      await sleep(1_050 + ((round * 53) % 97));
      times.open.push(await timed(() => call('customer.open', { customerId, limit: 40 })));
      await sleep(1_050 + ((round * 31) % 97));
      const draft = { customerId, caseId: null, mode: 'note', text: `words ${round}`, target: null, subject: null };
      times.draft.push(await timed(() => call('draft.write', draft)));
      await sleep(1_050 + ((round * 17) % 97));
      times.ring.push(await ring(customerId));
    }
    const { fill } = (await call('keeping.read', {})) as { fill: { entries: number } };
    return { ...times, filled: fill.entries };
  } finally {
    await core.stop();
    backend.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function fillBesideWork(): Promise<BenchRow[]> {
  const without = await work(0);
  const beside = await work(1_000);
  const row = (name: string, of: 'open' | 'draft' | 'ring'): BenchRow => {
    const note = `${beside.filled} entries came meanwhile`;
    return benchRow(`${name} beside the fill`, 'ms', beside[of], { name: 'without it', values: without[of] }, note);
  };
  return [row('open', 'open'), row('draft kept', 'draft'), row('ring heard', 'ring')];
}
