import type { Connection } from '../../shared/contract/bridge.ts';
import { connectionWords } from './shell.ts';

/** Where words would answer work that is not one's own. */
export const takeWords = {
  region: 'Whose work this is',
  waits: (queue: string) => `This waits in ${queue}. Who takes it answers.`,
  waitsElsewhere: (queue: string) => `This waits in ${queue}, which is not a queue of yours.`,
  waitsForOthers: (queue: string, unskilled: string) => `This waits in ${queue}. ${unskilled}`,
  ringsHere: 'This rings at your desk. Accept it first.',
  rings: 'This rings at a colleague’s desk.',
  held: (name: string) => `${name} holds this.`,
  colleague: 'A colleague',
  take: 'Take it',
  taking: 'Taking it',
  /** By the connection, where there is none. */
  takingLater: (state: Connection['state'] | null) =>
    `${connectionWords.names[state ?? 'offline']}: it is taken when the connection is back within a minute, and what you send goes after it.`,
  takeFirst: 'Take it to send',
  failed: 'The work could not be taken',
} as const;
