import type { FileRefusal, FileRule } from '../../shared/domain/writing/files.ts';
import type { Audience, Channel } from '../../shared/domain/primitives.ts';
import type { FaultCode } from '../../shared/lib/fault.ts';
import { composeWords } from './compose.ts';
import { faultWords } from './shell.ts';
import { fileSize } from './time.ts';

/** `no-room`: this desk keeps as much as it can. `unread`: the machine would not give it, as with a folder. */
export type FileTrouble = FileRefusal | 'no-room' | 'unread' | { readonly fault: FaultCode };
type About = {
  readonly name: string;
  readonly channel: Channel;
  readonly audience: Audience;
  readonly rule: FileRule | null;
};

const quoted = (name: string): string => `“${name}”`;

const REFUSED: Readonly<Record<FileRefusal | 'no-room' | 'unread', (about: About) => string>> = {
  'no-files': ({ channel, audience }) =>
    `${composeWords.as(channel, audience, null)} takes no files here. They go by email.`,
  runs: ({ name }) => `${quoted(name)} can run a program when opened. Such files are not sent.`,
  differs: ({ name }) => `The content of ${quoted(name)} is not what its name says.`,
  empty: ({ name }) => `${quoted(name)} is empty.`,
  'too-large': ({ name, rule }) =>
    `${quoted(name)} is too large. A file may have ${rule ? fileSize(rule.each) : 'less'}.`,
  'too-much': ({ name, rule }) =>
    `With ${quoted(name)} the files are too large. Together they may have ${rule ? fileSize(rule.together) : 'less'}.`,
  'too-many': ({ rule }) => `${rule?.most ?? 0} files at most.`,
  'no-room': () => 'This desk keeps too many files that wait to be sent.',
  unread: ({ name }) => `${quoted(name)} could not be read. Folders cannot be attached.`,
};

export const fileWords = {
  attach: 'Attach files',
  list: 'Files with this reply',
  taking: 'taking it up…',
  remove: (name: string) => `Remove ${name}`,
  failed: 'The files of the reply could not be changed',
  wait: 'A file is still being taken up.',
  trouble: (why: FileTrouble, about: About): string =>
    typeof why === 'object' ? `${quoted(about.name)} was not attached. ${faultWords[why.fault]}.` : REFUSED[why](about),
} as const;
