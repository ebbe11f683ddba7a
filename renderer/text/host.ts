/** Said when the page of the browser host has lost the program behind it. */
export const hostWords = {
  gone: 'The program behind this page has stopped. Start Foreword again and go on in the page that it opens.',
  /** Below `gone`: of this page, which nothing writes down any more. */
  goneHint: 'Nothing is sent or kept from this page. Words that you type here now stand on this page alone.',
  startedAgain:
    'Foreword was started again and does not know this page. Go on in the page that it opened, or run npm start for a new link. Words that you typed here meanwhile stand on this page alone.',
  linkUsed: 'This page is not signed in. Run npm start again for a new link.',
} as const;

const STRANGER: readonly (string | null)[] = [hostWords.startedAgain, hostWords.linkUsed];

/** There is a program behind this page's address, and it is not this page's. */
export const isStranger = (reason: string | null): boolean => STRANGER.includes(reason);
/** There is none. */
export const isHostGone = (reason: string | null): boolean => reason === hostWords.gone;
