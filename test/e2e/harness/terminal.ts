import { spawn } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './processes.ts';

export type Terminal = {
  /** Resolves with the first line that matches; rejects when the program ends before. */
  line(pattern: RegExp): Promise<string>;
  text(): string;
  errors(): string;
  signal(name: NodeJS.Signals): void;
  /** Exit code, once it has ended. */
  readonly ended: Promise<number>;
  readonly pid: number;
};

/** What a person does: `npm start -- …`, without npm's own words. Ends with the terminal's signals, not the test's. */
export function npmStart(...args: string[]): Terminal {
  const child = spawn(process.execPath, [join(root, 'build', 'start.mjs'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, INIT_CWD: root, DISPLAY: '', WAYLAND_DISPLAY: '' },
  });
  let said = '';
  let complained = '';
  const waiting = new Set<() => void>();
  const tell = (): void => waiting.forEach(look => look());
  child.stdout.on('data', chunk => ((said += String(chunk)), tell()));
  child.stderr.on('data', chunk => ((complained += String(chunk)), tell()));
  const ended = new Promise<number>(resolve => child.once('close', code => resolve(code ?? -1)));
  return {
    line: pattern =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = `${said}${complained}`.split('\n').find(line => pattern.test(line));
          if (found !== undefined) resolve(found);
        };
        waiting.add(look);
        look();
        void ended.then(code => reject(new Error(`ended with ${code}: ${said}${complained}`)));
      }),
    text: () => said,
    errors: () => complained,
    signal: name => void child.kill(name),
    ended,
    pid: child.pid!,
  };
}

/** Processes on this machine whose command line names `text`: what a start has left behind. */
export function processesNaming(text: string): string[] {
  const all = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return all.filter(line => line.includes(text) && !line.includes('ps -eo'));
}
