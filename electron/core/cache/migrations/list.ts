import type { Migration } from '../files/migrate.ts';
import { start } from './0001-start.ts';
import { team } from './0002-team.ts';
import { mentions } from './0004-mentions.ts';
import { introductions } from './0005-introductions.ts';
import { opened } from './0006-opened.ts';
import { fill } from './0007-fill.ts';
import { checking } from './0008-checking.ts';
import { search } from './0009-search.ts';
import { woken } from './0003-woken.ts';
import { erased } from './0010-erased.ts';
import { leaving } from './0011-leaving.ts';
import { folding } from './0012-folding.ts';
import { brought } from './0013-brought.ts';
import { former } from './0014-former.ts';

/** In order; only ever added to at the end. */
export const cacheMigrations: readonly Migration[] = [
  start,
  team,
  woken,
  mentions,
  introductions,
  opened,
  fill,
  checking,
  search,
  erased,
  leaving,
  folding,
  brought,
  former,
];
