export const leftWords = {
  title: 'Not sent',
  nobody: 'A customer who is not on this workstation',
} as const;
