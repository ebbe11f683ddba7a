// Erasures beside a running backend: asked for by its administrator, and written into the log that outlives a backup.
import * as z from 'zod';
import { erasureReasonSchema } from '../../shared/domain/erasure.ts';
import { idSchema } from '../../shared/domain/primitives.ts';
import { logger } from '../../shared/lib/log.ts';
import type { Region } from '../identity/address.ts';
import type { Db } from '../store/db.ts';
import type { Done } from './erase.ts';
import { customerNamed } from './find.ts';
import { eraseNow, finishOpen, syncErasures } from './log-file.ts';
import { type ErasureStatus, statusOf } from './receipts.ts';

const log = logger('erasure');

export const eraseAskSchema = z.object({
  named: z.union([z.object({ customerId: idSchema }), z.object({ identity: z.string().min(3).max(600) })]),
  entryId: idSchema.nullable().default(null),
  reason: erasureReasonSchema,
});
export type EraseAsk = z.output<typeof eraseAskSchema>;

export type ErasureOffice = {
  /** @throws Fault bad-input, not-found, conflict */
  erase(ask: EraseAsk): Promise<Done>;
  status(): Promise<ErasureStatus[]>;
  /** What was begun is finished; file and database are made to agree. How many were erased again. */
  sync(): Promise<number>;
};

type Parts = {
  readonly db: Db;
  readonly now: () => number;
  readonly id: () => string;
  readonly region: Region;
  /** Null: tests, which keep nothing. */
  readonly file: string | null;
  readonly changed: () => void;
};

export function erasureOffice({ db, now, id, region, file, changed }: Parts): ErasureOffice {
  let last: Promise<unknown> = Promise.resolve();
  /** One at a time: two would write the same lines. */
  function sync(): Promise<number> {
    const next = last.then(async () => {
      if ((await finishOpen(db)) > 0) changed();
      return file === null ? 0 : syncErasures(db, file);
    });
    last = next.catch((error: unknown) => log.error('erasure.unwritten', {}, error));
    return next;
  }
  return {
    async erase({ named, entryId, reason }) {
      const customerId = await customerNamed(db, named, region);
      const done = await eraseNow(db, { id: id(), customerId, entryId, reason, by: null, at: now() });
      await sync();
      changed();
      return done;
    },
    status: () => statusOf(db),
    sync,
  };
}
