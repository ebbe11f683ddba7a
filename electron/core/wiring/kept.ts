import type { Agent } from '../../../shared/domain/work.ts';
import { checkpointer } from '../cache/files/checkpoint.ts';
import { freeBytesAt } from '../cache/keeping/pruner.ts';
import { indexUpkeep } from '../cache/search/index-upkeep.ts';
import { openFiles } from '../files.ts';
import type { Given } from './given.ts';

/** What this desk keeps: its files, opened, and what carries them over between two questions (`isAsked`: there is one). */
export function keptBy({ config, places, clock, lockWaitMs, fileThreadUrl }: Given, isAsked: () => boolean) {
  const opened = openFiles(config, clock, { lockWaitMs, fileThreadUrl });
  const { cache, file } = opened;
  const upkeep = indexUpkeep(cache.db, clock.monotonic);
  const checkpoints = checkpointer(cache, upkeep, isAsked);
  const agentId = (): string => file.settings.agentId() ?? '';
  return {
    ...opened,
    upkeep,
    checkpoints,
    /** Bytes free where the files lie; null: not known. */
    free: freeBytesAt(places.folder),
    /** Empty before the first sign-in. */
    agentId,
    agent: (): Agent | null => cache.agents.get(agentId()),
    async close(): Promise<void> {
      checkpoints.stop();
      await cache.work.stop();
      opened.close();
    },
  };
}
export type Kept = ReturnType<typeof keptBy>;
