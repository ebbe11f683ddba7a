// Row 88: a platform that cannot protect what is kept, and a policy that then keeps nothing.
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { startCore } from '../../electron/core/core.ts';
import { filesOf } from '../../electron/core/config.ts';
import { bridgeOver } from '../../shared/contract/client.ts';
import { connectionIs, eventually, startBackend, tempFolder } from './support/desk.ts';
import { granted, messages } from './support/records.ts';

const target = { interactionId: 'thread-sam', channel: 'x', audience: 'private', handle: null, replyTo: null } as const;

test('memory only: said on the screen, worked with, and no database is ever on the disk', async () => {
  const backend = await startBackend();
  const config = {
    dataDir: tempFolder(),
    backendUrl: backend.url,
    agentName: 'Mara Lindholm',
    secret: 'secret',
    deskId: 'desk-1',
    host: 'browser' as const,
    version: '0.1.0',
    keptIn: 'memory' as const,
    keyNotice: 'memory-only' as const,
    keys: { cache: new Uint8Array(randomBytes(32)), outbox: new Uint8Array(randomBytes(32)) },
  };
  const core = startCore(config, () => {});
  onTestFinished(() => core.stop());
  const bridge = bridgeOver({ call: core.call, onPush: () => () => {} });
  expect(await bridge.call('notices.read', {})).toMatchObject([{ kind: 'memory-only' }]);
  await connectionIs({ bridge }, 'live');
  backend.append([granted('sam', messages('sam', 3))]);
  await eventually(() => bridge.call('customer.open', { customerId: 'sam' }));
  const { commandId } = await bridge.call('reply.send', { customerId: 'sam', target, subject: null, text: 'Hello' });
  await eventually(() => expect(backend.effects.map(({ id }) => id)).toEqual([commandId]));
  await core.stop();
  expect(readdirSync(filesOf(config).folder).filter(name => name.includes('.db'))).toEqual([]);
});
