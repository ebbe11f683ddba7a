/** Said when the page of the browser host has lost the program behind it. */
export const hostWords = {
  gone: 'The program behind this page has stopped. Start Foreword again.',
  linkUsed: 'This page is not signed in. Run npm start again for a new link.',
} as const;
