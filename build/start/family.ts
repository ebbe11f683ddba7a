// The processes that one start is responsible for: none outlives it.
import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { StartError } from './options.ts';

export type Spawning = {
  /** As a person would call it: "backend", "desk". */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Log lines go here; a terminal is for people. */
  readonly logFile: string;
  /** Called when the backend refused the desk for good, with its reason where it gave one. */
  readonly onRefused?: (refused: Refused) => void;
};
export type Refused = { readonly refused: string; readonly reason: string | null };
export type Ready = { readonly ready: true; readonly url: string };
/** `exitCode` null: a signal ended it. */
export type Death = { readonly name: string; readonly exitCode: number | null };
/** `died` resolves when it has ended without being told to. */
export type Started = Ready & { readonly died: Promise<Death> };
type NotReady = { readonly ready: false; readonly code?: string; readonly reason?: string };

/** Before a process that does not end by itself is ended. The backend and the core close their databases in this time. */
const PATIENCE_MS = 8_000;

export class Family {
  private readonly children = new Set<ChildProcess>();
  private ending = false;

  /** Nothing is started any more. */
  get isEnding(): boolean {
    return this.ending;
  }

  /**
   * Starts a program and waits for its line of JSON that says `ready`. It has a channel to us, so that it notices
   * when we are killed. Throws `StartError` when it ends first or says why it cannot.
   */
  async start({ name, program, args, logFile, onRefused }: Spawning): Promise<Started> {
    if (this.ending) throw new StartError(`The ${name} was not started: everything is ending.`);
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', openSync(logFile, 'a', 0o600), 'ipc'] });
    this.children.add(child);
    const ended = new Promise<null>(resolve => {
      child.once('error', () => resolve(null));
      child.once('exit', () => resolve(null));
    });
    const answer = await Promise.race([firstAnswer(child, onRefused), ended]);
    if (answer?.ready) {
      const died = new Promise<Death>(resolve => {
        void ended.then(() => this.lost(child) && resolve({ name, exitCode: child.exitCode }));
      });
      return { ...answer, died };
    }
    this.children.delete(child);
    const reason = answer?.reason ?? `it ended before it was ready; ${logFile} says more`;
    throw Object.assign(new StartError(`The ${name} could not start: ${reason.replace(/\.$/, '')}.`), {
      systemCode: answer?.code,
    });
  }

  /** Ends every process, the newest first, each given time to close what it holds. */
  async end(): Promise<void> {
    this.ending = true;
    for (const child of [...this.children].toReversed()) await endChild(child);
  }

  /** True where nobody told it to end. */
  private lost(child: ChildProcess): boolean {
    return this.children.delete(child) && !this.ending;
  }
}

function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise(resolve => {
    const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** The first line that says whether it is ready; later ones may say that the desk was refused, the rest is dropped. */
function firstAnswer(child: ChildProcess, onRefused?: Spawning['onRefused']): Promise<Ready | NotReady> {
  return new Promise(resolve => {
    createInterface({ input: child.stdout! }).on('line', line => {
      if (!line.startsWith('{')) return;
      const answer = JSON.parse(line) as Ready | NotReady | Refused;
      if ('refused' in answer) onRefused?.(answer);
      else if (typeof answer.ready === 'boolean') resolve(answer);
    });
  });
}
