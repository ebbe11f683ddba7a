import { maskCards } from '../domain/cards.ts';
import { Fault } from './fault.ts';

type Level = 'info' | 'warn' | 'error';
type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>;
export type Logger = Readonly<Record<Level, (event: string, facts?: Facts, error?: unknown) => void>>;

let write: (line: string) => void = line => console.error(line);

/** Where log lines go; a host or a test may point them elsewhere. */
export function setLogSink(sink: (line: string) => void): void {
  write = sink;
}

/** Beside what JSON escapes: what a terminal obeys, what some readers take for a new line, and what turns text around. */
const UNSEEN = /[\u007F-\u009F\u2028\u2029\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;
const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** An id of ours or a time, and nothing else: most of what a line consists of, and no card number though full of digits. */
const NO_WORDS = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;

/** What an error of a library says may quote what it was given. */
function safe(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return NO_WORDS.test(value) ? value : maskCards(value);
  if (typeof value !== 'number' || value < 1e12) return value;
  const masked = maskCards(String(value));
  return masked === String(value) ? value : masked;
}

/**
 * One JSON object a line: an event in the past tense with numbers and ids, never a customer's words. No value can forge a
 * line or move a terminal, and no card number gets in.
 */
export function logger(part: string): Logger {
  const at =
    (level: Level) =>
    (event: string, facts: Facts = {}, error?: unknown): void => {
      const fault = error === undefined ? {} : { code: Fault.from(error).code, error: Fault.from(error).message };
      const line = { at: new Date().toISOString(), level, part, event, ...facts, ...fault };
      write(JSON.stringify(line, safe).replace(UNSEEN, escaped));
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
