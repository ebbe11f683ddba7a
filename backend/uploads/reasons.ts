import type { FileRefusal } from '../../shared/domain/writing/files.ts';

/** Why a file does not go, as its agent reads it. */
export const fileReasons: Readonly<Record<FileRefusal, (name: string) => string>> = {
  'no-files': () => 'This channel takes no files.',
  runs: name => `“${name}” can run a program when opened, and is not sent.`,
  differs: name => `The content of “${name}” is not what its name says.`,
  empty: name => `“${name}” is empty.`,
  'too-large': name => `“${name}” is too large for this channel.`,
  'too-much': () => 'The files are too large together for this channel.',
  'too-many': () => 'There are too many files for this channel.',
};
