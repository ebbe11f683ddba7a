import { expect, test } from 'vitest';
import { composeWords } from '../../renderer/text/compose.ts';
import { CHANNELS } from '../../shared/domain/primitives.ts';

test('what is public is called otherwise than what is private, on every network that has both, and as it calls it', () => {
  expect(composeWords.as('x', 'private', '@LarkwingCare')).toBe('X direct message as @LarkwingCare');
  expect(composeWords.as('facebook', 'public', null)).toBe('Facebook comment');
  expect(composeWords.as('facebook', 'private', null)).toBe('Facebook message');
  for (const channel of ['x', 'facebook', 'instagram', 'mastodon'] as const)
    expect(composeWords.as(channel, 'public', null)).not.toBe(composeWords.as(channel, 'private', null));
  for (const channel of CHANNELS) expect(composeWords.as(channel, 'private', null)).not.toMatch(/undefined|null| $/);
});
