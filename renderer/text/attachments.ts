import type { FaultCode } from '../../shared/lib/fault.ts';

/** Why a file could not be had; a code that is not here is nobody's fault but ours. */
const REASONS: Partial<Record<FaultCode, string>> = {
  offline: 'no connection to the backend',
  'not-found': 'the backend does not have it any more',
  denied: 'you may not see it any more',
  'too-large': 'too large for this workstation',
  unauthenticated: 'signed out',
  retry: 'the backend is busy',
};

/** What a file is, where its content was looked at; the rest is a file. */
const SORTS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/zip': 'archive',
  'application/msword': 'document',
  'application/x-msdownload': 'program',
  'application/x-executable': 'program',
  'text/plain': 'text',
  'text/csv': 'table',
};
const KINDS: Readonly<Record<string, string>> = { image: 'picture', audio: 'recording', video: 'video' };
const sortOf = (type: string): string => SORTS[type] ?? KINDS[type.split('/')[0]!] ?? 'file';

export const attachmentWords = {
  /** As it was sent, or what it is where it was sent without a name. */
  named: (name: string, type: string) => (name.trim() === '' ? `Unnamed ${sortOf(type)}` : name),
  list: 'Files',
  notKept: 'name only: the content was not kept',
  going: 'goes out with the mail',
  away: 'not on this desk',
  awayOffline: 'not on this desk, and it needs a connection',
  fetching: 'fetching…',
  here: 'on this desk',
  started: 'download started',
  saved: 'saved',
  failed: (code: FaultCode) => `not saved: ${REASONS[code] ?? 'something went wrong'}`,
  runs: 'can run a program when opened',
  differs: 'its content is not what its name says',
  save: 'Save',
  saveAnyway: 'Save anyway',
  again: 'Try again',
  name: (act: string, name: string, size: string, facts: string) => `${act} ${name}, ${size}, ${facts}`,
} as const;
