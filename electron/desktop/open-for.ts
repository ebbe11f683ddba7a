// Whose desk this window is, for a second start over the same data that wants somebody else's: one data folder, one window.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileIn = (userData: string): string => join(userData, 'open-for');

/** Of the one that has the lock. */
export function noteOpenFor(userData: string, agent: string): void {
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  writeFileSync(fileIn(userData), agent, { mode: 0o600 });
}

/** Why there can be no second window; null: it would be the same agent's, or nobody can tell. */
export function whyNotBeside(userData: string, agent: string): string | null {
  let other: string;
  try {
    other = readFileSync(fileIn(userData), 'utf8');
  } catch {
    return null;
  }
  if (other === '' || other === agent) return null;
  return `the window over this data is ${other}'s; close it first, or use --host browser beside it`;
}
