import { log } from './0001-log.ts';
import type { Migration } from './migration.ts';

/** In the order they are applied; append only. */
export const migrations: readonly Migration[] = [log];
