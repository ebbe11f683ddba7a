import { type FileReport, printable, totalOf } from './report.ts';

const EVERY_MS = { terminal: 200, pipe: 2_000 } as const;

/** One line that renews itself on a terminal, else a line every two seconds; on stderr, so that stdout stays the result. */
export function showProgress(out: NodeJS.WriteStream) {
  let files: readonly FileReport[] = [];
  let current = '';
  const line = (): string => {
    const { read, imported, alreadyThere, refused } = totalOf(files);
    return `${read} read, ${imported} imported, ${alreadyThere} already there, ${refused} refused; ${printable(current)}`;
  };
  const tell = (): void => {
    if (out.isTTY) out.write(`\r\u001b[K${line().slice(0, Math.max(20, out.columns - 1))}`);
    else out.write(`${line()}\n`);
  };
  const timer = setInterval(tell, out.isTTY ? EVERY_MS.terminal : EVERY_MS.pipe);
  return {
    started(all: readonly FileReport[], file: string): void {
      files = all;
      current = file;
    },
    end(): void {
      clearInterval(timer);
      if (out.isTTY) out.write('\r\u001b[K');
    },
  };
}
