// With the work the screen is told who can read each of its conversations.
import { expect, test } from 'vitest';
import { connectionIs, eventually, startBackend, startDesk } from './support/desk.ts';
import { granted, interaction, messages, workItem } from './support/records.ts';

test('a post and a message that are held are told apart, and nothing is said of what the desk does not know', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  for (const [id, audience] of [
    ['sam', 'public'],
    ['ida', 'private'],
  ] as const) {
    backend.append([
      granted(id, messages(id, 2), 0, { interactions: [{ ...interaction(id), audience }] }),
      { kind: 'work.changed', workItem: workItem(id) },
    ]);
  }
  backend.append([
    { kind: 'work.changed', workItem: { ...workItem('sam'), id: 'work-unknown', interactionId: 'thread-unknown' } },
  ]);
  const work = () => desk.bridge.call('work.read', {});
  await eventually(async () => expect((await work()).items).toHaveLength(3));
  expect((await work()).audiences).toEqual({ 'thread-sam': 'public', 'thread-ida': 'private' });
});
