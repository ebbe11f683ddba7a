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
type NotReady = { readonly ready: false; readonly code?: string; readonly reason?: string };

/** Before a process that does not end by itself is ended. The backend and the core close their databases in this time. */
const PATIENCE_MS = 8_000;

export class Family {
  private readonly children = new Map<ChildProcess, string>();
  private readonly died = Promise.withResolvers<Death>();
  private isEnding = false;

  /** Resolves with the first process that ended without being told to. */
  get firstDeath(): Promise<Death> {
    return this.died.promise;
  }

  /**
   * Starts a program and waits for its line of JSON that says `ready`. It has a channel to us, so that it notices
   * when we are killed. Throws `StartError` when it ends first or says why it cannot.
   */
  async start({ name, program, args, logFile, onRefused }: Spawning): Promise<Ready> {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', openSync(logFile, 'a', 0o600), 'ipc'] });
    this.children.set(child, name);
    const ended = new Promise<null>(resolve => {
      child.once('error', () => resolve(null));
      child.once('exit', () => resolve(null));
    });
    const answer = await Promise.race([firstAnswer(child, onRefused), ended]);
    if (answer?.ready) {
      void ended.then(() => this.lost(child));
      return answer;
    }
    this.children.delete(child);
    const reason = answer?.reason ?? `it ended before it was ready; ${logFile} says more`;
    throw Object.assign(new StartError(`The ${name} could not start: ${reason}.`), { systemCode: answer?.code });
  }

  /** Ends every process, the newest first, each given time to close what it holds. */
  async end(): Promise<void> {
    this.isEnding = true;
    for (const child of [...this.children.keys()].toReversed()) await endChild(child);
  }

  private lost(child: ChildProcess): void {
    const name = this.children.get(child);
    this.children.delete(child);
    if (name !== undefined && !this.isEnding) this.died.resolve({ name, exitCode: child.exitCode });
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
