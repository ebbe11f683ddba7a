import type { DueIntroduction } from '../../shared/contract/bridge/public.ts';

export const introductionWords = {
  title: 'Shift introduction',
  titleOn: (handle: string) => `Introduce yourself on ${handle}`,
  hint: (until: string) => `Posted to everybody, once in this shift. You are here until ${until}.`,
  field: 'Introduction',
  post: 'Post',
  skip: 'Skip this shift',
  later: 'Not now',
  over: (by: number) => `${by} over. Shorten it to post.`,
  counter: (length: number, limit: number) => `${length} of ${limit}`,
  empty: 'An introduction needs words.',
  on: (handle: string) => `On ${handle}`,
  standing: ({ state, reason }: Pick<DueIntroduction, 'state' | 'reason'>) =>
    ({
      new: null,
      skipped: 'Skipped',
      failed: `Not posted: ${reason ?? 'the network did not say why'}`,
      refused: `Refused: ${reason ?? 'no reason given'}`,
    })[state],
  /** On a lead's board. */
  counts: (posted: number, skipped: number) =>
    `Introductions this shift: ${posted} posted${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  one: { skipped: 'skipped', sent: 'on its way', confirmed: 'posted', failed: 'not posted' },
  failed: 'The introduction could not be kept',
} as const;
