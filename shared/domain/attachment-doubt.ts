import { endingOf, mayRun } from './file-name.ts';

/** What a name with this ending says its content is, where the first bytes can prove it. */
const SAID: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
};
const PROGRAMS = new Set(['application/x-msdownload', 'application/x-executable']);

/** Null: nothing to say against it. `runs` comes before `differs`, for it is worse. */
export function attachmentDoubt(name: string, type: string): 'runs' | 'differs' | null {
  if (mayRun(name) || PROGRAMS.has(type)) return 'runs';
  const said = SAID[endingOf(name)];
  return said !== undefined && type !== said ? 'differs' : null;
}
