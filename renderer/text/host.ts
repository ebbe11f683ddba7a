import { CORE_DOWN } from '../../shared/contract/bridge/session.ts';

/** Said when the page of the browser host has lost the program behind it. */
export const hostWords = {
  gone: 'The program behind this page has stopped. Start Foreword again and go on in the page that it opens.',
  silent:
    'The program behind this page does not answer. If it does not come back by itself, end Foreword where it was started (Ctrl+C), start it again and go on in the page that it opens.',
  /** Below both: of this page, which nothing writes down any more. */
  goneHint: 'Nothing is sent or kept from this page. Words that you type here now stand on this page alone.',
  startedAgain:
    'Foreword was started again and does not know this page. Go on in the page that it opened, or run npm start for a new link. Words that you typed here meanwhile stand on this page alone.',
  linkUsed: 'This page is not signed in. Run npm start again for a new link.',
} as const;

const STRANGER: readonly (string | null)[] = [hostWords.startedAgain, hostWords.linkUsed];

/** There is a program behind this page's address, and it is not this page's. */
export const isStranger = (reason: string | null): boolean => STRANGER.includes(reason);
const GONE: readonly (string | null)[] = [hostWords.gone, hostWords.silent, CORE_DOWN];
/** There is none, or one that stands still, or whose core is down. */
export const isHostGone = (reason: string | null): boolean => GONE.includes(reason);
