import type { Clock } from '../../../shared/lib/clock.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { logger } from '../../../shared/lib/log.ts';
import type { Cache } from '../cache/cache.ts';
import type { DeskFile } from '../cache/desk-file.ts';
import type { Outbox } from './outbox.ts';

const log = logger('outbox');

/**
 * The time for a wrap-up has ended the work while words for it were being written: they go as they stand, under the epoch
 * at which the work was held, which the backend still takes. They leave the draft as they become the command.
 */
export function sendLate({
  cache,
  file,
  outbox,
  clock,
}: {
  cache: Cache;
  file: DeskFile;
  outbox: Outbox;
  clock: Clock;
}) {
  for (const { workItemId, draft } of file.wrapUps.all()) {
    const item = cache.workItems.get(workItemId);
    if (item?.state !== 'finished' || item.endedBy !== 'time') continue;
    const { text, disposition } = draft;
    const wrapUp = text.trim().slice(0, 1_000) || null;
    const params = { workItemId, epoch: item.epoch - 1, wrapUp, disposition };
    const command = { id: uuidv7(clock.now()), kind: 'work.finish', params } as const;
    outbox.add({ command, customerId: item.customerId }, () => file.wrapUps.remove(workItemId));
    log.info('wrap-up.late', { workItemId, commandId: command.id });
  }
}
