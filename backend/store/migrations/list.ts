import { log } from './0001-log.ts';
import { domain } from './0002-domain.ts';
import { ledger } from './0003-ledger.ts';
import type { Migration } from './migration.ts';

/** In the order they are applied; append only. */
export const migrations: readonly Migration[] = [log, domain, ledger];
