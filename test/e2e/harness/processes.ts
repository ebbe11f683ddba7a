import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..', '..');
export const out = join(root, 'out');

/**
 * For a program that opens the embedded database and does not live long: V8's quick compiler alone. To compile the engine a
 * second time, with all its skill, takes more than the first thousand records; docs/testing.md.
 */
export const SHORT_LIVED = '--liftoff-only';

export type Program = {
  readonly child: ChildProcess;
  /** The line of JSON with which it said that it is ready. */
  readonly ready: { readonly url: string };
  /** Everything it has written to its log so far. */
  log(): string;
  stop(): Promise<void>;
  kill(): Promise<void>;
};

const isReadyLine = (line: string): boolean => line.startsWith('{"ready":true');

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise(resolve => child.once('exit', () => resolve()));

/** Starts one of our programs with the project's Node and waits until it says that it is ready. `variables`: further ones. */
export async function startProgram(
  args: readonly string[],
  onMessage?: (message: object) => void,
  variables: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const env = { ...process.env, ...variables };
  const child = spawn(process.execPath, [...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const log: string[] = [];
  child.stderr!.on('data', chunk => log.push(String(chunk)));
  if (onMessage) child.on('message', onMessage);
  const said = new Promise<string>(resolve => {
    createInterface({ input: child.stdout! }).on('line', line => {
      if (isReadyLine(line)) resolve(line);
      else log.push(`${line}\n`);
    });
  });
  const line = await Promise.race([said, ended(child).then(() => null)]);
  if (line === null) throw new Error(`${args.join(' ')} ended before it was ready:\n${log.join('').slice(-4_000)}`);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended(child);
  };
  return {
    child,
    ready: JSON.parse(line) as { url: string },
    log: () => log.join(''),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
