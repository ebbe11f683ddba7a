import { Fault } from './fault.ts';

type Level = 'info' | 'warn' | 'error';
type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>;
export type Logger = Readonly<Record<Level, (event: string, facts?: Facts, error?: unknown) => void>>;

let write: (line: string) => void = line => console.error(line);

/** Where log lines go; a host or a test may point them elsewhere. */
export function setLogSink(sink: (line: string) => void): void {
  write = sink;
}

/**
 * One JSON object a line: an event in the past tense with numbers and ids, never a customer's words.
 * JSON escapes line breaks, so no value can forge a line.
 */
export function logger(part: string): Logger {
  const at =
    (level: Level) =>
    (event: string, facts: Facts = {}, error?: unknown): void => {
      const fault = error === undefined ? {} : { code: Fault.from(error).code, error: Fault.from(error).message };
      write(JSON.stringify({ at: new Date().toISOString(), level, part, event, ...facts, ...fault }));
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
