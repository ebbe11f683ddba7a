import { expect, test } from 'vitest';
import { eventSaid } from '../../../renderer/timeline/kinds/QuietEntries.tsx';
import { entryOf } from '../made.ts';

// An email after a post is told as an escalation too, with its channels behind it: "X to Email".
test('an escalation names no channel of its own', () => {
  const event = { name: 'escalated', detail: 'X to Email' } as const;
  const system = { kind: 'system', name: 'Foreword' } as ReturnType<typeof entryOf<'event'>>['author'];
  expect(eventSaid(entryOf('event', { channel: 'email', author: system, event }))).toBe('Escalated');
});
