/** Words that were begun and left. Those that were sent and refused are told of as not sent. */
export const leftWords = {
  title: 'Drafts',
  nobody: 'A customer who is not on this workstation',
} as const;
