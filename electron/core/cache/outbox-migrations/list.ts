import type { Migration } from '../files/migrate.ts';
import { start } from './0001-start.ts';
import { draftsByMode } from './0002-drafts-by-mode.ts';
import { wrapUps } from './0003-wrap-ups.ts';
import { outFiles } from './0004-out-files.ts';
import { pins } from './0005-pins.ts';
import { lanesByConversation } from './0006-lanes-by-conversation.ts';
import { wordsByCase } from './0007-words-by-case.ts';
import { leftFiles } from './0008-left-files.ts';

/** In order; only ever added to at the end. */
export const outboxMigrations: readonly Migration[] = [
  start,
  draftsByMode,
  wrapUps,
  outFiles,
  pins,
  lanesByConversation,
  wordsByCase,
  leftFiles,
];
