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

export const attachmentWords = {
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
