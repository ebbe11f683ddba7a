export const mentionWords = {
  title: 'Mentions',
  count: (unseen: number) => `${unseen} new`,
  about: (from: string, customer: string) => `${from}, about ${customer}`,
  isNew: 'New',
  choose: 'Name a colleague',
  failed: 'The mention could not be opened',
} as const;
