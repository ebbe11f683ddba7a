import type { Database } from 'better-sqlite3';
import type { Cursor } from '../../../shared/contract/wire.ts';

/** `completeTo`: backend's clock; null until the first sync has ended. */
export type FeedState = { cursor: Cursor | null; incarnation: string | null; completeTo: number | null };

/** How far the cache has the log. Written in the transaction of each page, so a crash replays and never skips one. */
export function feedStateTable(db: Database) {
  const read = db.prepare<[], FeedState>('SELECT cursor, incarnation, complete_to AS completeTo FROM feed_state');
  const write = db.prepare<FeedState>(
    'UPDATE feed_state SET cursor = @cursor, incarnation = @incarnation, complete_to = @completeTo',
  );
  return {
    read: (): FeedState => read.get()!,
    write(state: FeedState): void {
      write.run(state);
    },
  };
}
export type FeedStateTable = ReturnType<typeof feedStateTable>;
