import { expect, test } from 'vitest';
import { startDesk } from './support/desk.ts';

const NOWHERE = 'http://127.0.0.1:9';

test('a change of one setting leaves the others, also over a restart', async () => {
  const desk = startDesk(NOWHERE);
  await desk.bridge.call('settings.write', { keys: { 'view.review': 'G S' }, density: 'comfortable' });
  await desk.bridge.call('settings.write', { theme: 'dark' });
  const kept = { theme: 'dark', density: 'comfortable', singleKeys: true, keys: { 'view.review': 'G S' } };
  expect((await desk.bridge.call('session.read', {})).settings).toMatchObject(kept);
  await desk.core.stop();
  const again = startDesk(NOWHERE, { dataDir: desk.dataDir });
  expect((await again.bridge.call('session.read', {})).settings).toMatchObject(kept);
});
