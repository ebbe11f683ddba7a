import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Drive } from '../../../backend/connectors/telephony/drive.ts';
import type { IntakeResult } from '../../../shared/contract/intake.ts';
import { prepare } from './prepared.ts';
import { out, type Program, SHORT_LIVED, startProgram } from './processes.ts';

export type TestBackend = {
  readonly url: string;
  readonly dataDir: string;
  readonly secretFile: string;
  /** Sends records through the ordinary intake. */
  intake(...records: readonly object[]): Promise<IntakeResult[]>;
  /** Plays a customer of the simulated exchange, and reads what it has seen; docs/telephony.md. */
  exchange<T = unknown>(what: Drive): Promise<T>;
  /** Ends the program, as a network that went away would look to the desk. */
  stop(): Promise<void>;
  /** What it has logged since it was last started. */
  log(): string;
  kill(): Promise<void>;
  /** Starts it again at the same address over the same data. */
  again(): Promise<void>;
  remove(): Promise<void>;
};

const PROGRAM = [SHORT_LIVED, join(out, 'backend.js')];

const portOf = (url: string): string => new URL(url).port;

/** The real backend, embedded database and all, in a process and a folder of its own. */
export async function startBackend(scenario = 'none', extra: readonly string[] = []): Promise<TestBackend> {
  const dataDir = await mkdtemp(join(tmpdir(), 'foreword-backend-'));
  await prepare(dataDir);
  const start = (port: string): Promise<Program> =>
    startProgram([...PROGRAM, '--data', dataDir, '--port', port, '--scenario', scenario, ...extra]);
  let drives = 0;
  let program = await start('0');
  const { url } = program.ready;
  const key = (await readFile(join(dataDir, 'intake.key'), 'utf8')).trim();
  return {
    url,
    dataDir,
    secretFile: join(dataDir, 'agents.json'),
    async intake(...records) {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const answer = await fetch(`${url}/intake`, { method: 'POST', headers, body: JSON.stringify(records) });
      if (!answer.ok) throw new Error(`intake answered ${answer.status}: ${await answer.text()}`);
      return ((await answer.json()) as { results: IntakeResult[] }).results;
    },
    exchange<T>(what: Drive) {
      drives += 1;
      const drive = drives;
      const { child } = program;
      return new Promise<T>(resolve => {
        const hear = (message: { driven?: number; value?: unknown }): void => {
          if (message.driven !== drive) return;
          child.off('message', hear);
          resolve(message.value as T);
        };
        child.on('message', hear);
        child.send({ drive, what });
      });
    },
    stop: () => program.stop(),
    log: () => program.log(),
    kill: () => program.kill(),
    async again() {
      program = await start(portOf(url));
    },
    async remove() {
      await program.kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
