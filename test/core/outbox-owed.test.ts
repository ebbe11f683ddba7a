// What a desk owes the backend by itself is nobody's to take back.
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { openOutbox } from '../../electron/core/link/outbox.ts';
import { tempFolder } from './support/desk.ts';

test('the receipt of an erasure waits in the outbox until it is answered, whoever discards what waits there', () => {
  const { file, close } = openDeskFile(join(tempFolder(), 'o.db'), { now: Date.now });
  const outbox = openOutbox({
    file,
    cache: openMemoryCache().cache,
    clock: { now: Date.now, monotonic: () => performance.now() },
    random: () => 0.5,
    backendNow: Date.now,
    bring: () => null,
    send: () => null,
    changed: () => undefined,
    pause: { firstMs: 1, longestMs: 1 },
    full: () => undefined,
  });
  onTestFinished(() => {
    outbox.stop();
    close();
  });
  const params = { erasureIds: ['erased-1'], deskId: 'desk-1' };
  outbox.add({ command: { id: 'receipt-1', kind: 'erasure.confirm', params }, customerId: null });
  expect(() => outbox.takeBack('receipt-1')).toThrow(expect.objectContaining({ code: 'denied' }));
  expect(outbox.items()).toMatchObject([{ commandId: 'receipt-1', kind: 'erasure.confirm', state: 'queued' }]);
});
