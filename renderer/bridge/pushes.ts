// What changed, and who asks again. Conversations listen for themselves: they know what is on screen.
import type { Connection, Push } from '../../shared/contract/bridge.ts';
import type { WorkTold } from '../../shared/contract/bridge/work.ts';
import { loadMarks, marksMayHaveChanged } from '../stores/aside.ts';
import { loadBegun } from '../stores/begun.ts';
import { loadBrought } from '../stores/beyond.ts';
import { loadBoard } from '../stores/board.ts';
import { callMayHaveChanged, loadCall, takeCall } from '../stores/call.ts';
import { isAloneIn, loadConnection, loadNotices, tellConnection, useConnection } from '../stores/connection.ts';
import { loadFetch } from '../stores/fetch.ts';
import { loadExport } from '../stores/export.ts';
import { holdersMayHaveChanged } from '../stores/holders.ts';
import { keepUnkept } from '../stores/keep-writing.ts';
import { keepingMayHaveChanged } from '../stores/keeping.ts';
import { loadIntroductions } from '../stores/introductions.ts';
import { loadLeftWords } from '../stores/left-words.ts';
import { loadMentions } from '../stores/mentions.ts';
import { loadOutbox, outboxItems, useOutbox } from '../stores/outbox.ts';
import { loadPresence } from '../stores/presence.ts';
import { loadQueues } from '../stores/queues.ts';
import { loadHelping, loadHere, loadRoster, takeHelping } from '../stores/roster.ts';
import { moreMayBeHere, searchCanBeAsked } from '../stores/search.ts';
import { loadSession } from '../stores/session.ts';
import { loadWork, takeWork } from '../stores/work.ts';
import { bridge } from './bridge.ts';

/** The ring first: what else is to be asked for waits until it stands there. */
async function hearWork(told: WorkTold | undefined): Promise<void> {
  if (told) {
    // Before anything is waited for: a later telling must not be overwritten by this one.
    takeCall(told.call);
    takeHelping(told.helping);
    await takeWork(told.work);
  } else {
    void loadCall();
    void loadHelping();
    await loadWork();
  }
  holdersMayHaveChanged();
  await loadMarks();
}

const decides = (): boolean =>
  outboxItems(useOutbox.getState()).some(({ kind }) => kind === 'shift.introduce' || kind === 'shift.skipIntroduction');

/** What was decided of an introduction waits in the outbox: where there is none, and was none, none of them has changed. */
async function hearOutbox(): Promise<void> {
  const decided = decides();
  await loadOutbox();
  if (decided || decides()) await loadIntroductions();
}

/** What is typed while there is no program behind the page waits for it; one that is soon back is not told as gone. */
function hearConnection(connection: Connection): void {
  tellConnection(connection);
  if (isAloneIn(useConnection.getState())) return;
  keepUnkept();
  searchCanBeAsked();
}

function hear(push: Push): void {
  switch (push.topic) {
    case 'connection':
      return hearConnection(push.connection);
    case 'notices':
      return void loadNotices();
    case 'session':
      void loadQueues();
      void loadBrought();
      void loadIntroductions();
      return void loadSession();
    case 'emptied':
      return location.reload();
    case 'presence':
      return void loadPresence();
    case 'work':
      return void hearWork(push.told);
    case 'outbox':
      return void hearOutbox();
    case 'introductions':
      return void loadIntroductions();
    case 'mentions':
      return void loadMentions();
    case 'board':
      return void loadBoard();
    case 'roster':
      return void loadRoster();
    case 'export':
      return void loadExport();
    case 'here':
      return void loadHere();
    case 'timeline':
      marksMayHaveChanged(push.customerId);
      return callMayHaveChanged(push.customerId);
    case 'fetch':
      return void loadFetch();
    case 'keeping':
      moreMayBeHere();
      return keepingMayHaveChanged();
    case 'review':
      return void loadBrought();
    case 'customer':
      return;
  }
}

/** Listens first and asks then, so that nothing falls between. */
export function startHearing(): () => void {
  const stop = bridge.onPush(hear);
  for (const load of [
    loadSession,
    loadQueues,
    loadConnection,
    loadNotices,
    loadPresence,
    () => loadWork().then(() => loadMarks()),
    loadCall,
    loadOutbox,
    loadMentions,
    loadIntroductions,
    loadBoard,
    loadRoster,
    loadHere,
    loadHelping,
    loadBegun,
    loadLeftWords,
    loadFetch,
    loadBrought,
  ])
    void load();
  return stop;
}
