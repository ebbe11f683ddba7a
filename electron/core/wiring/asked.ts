import type { Connection } from '../../../shared/contract/bridge.ts';
import { serve } from '../../../shared/contract/serve.ts';
import type { Context } from '../bridge/context.ts';
import { handlersFor, unlessThrown, watched } from '../bridge/handlers.ts';
import { workTeller } from '../bridge/work-told.ts';
import { takingFiles } from '../taking-files.ts';
import type { Beside } from './beside.ts';
import type { Given } from './given.ts';
import type { Kept } from './kept.ts';
import type { ToldParts } from './told.ts';
import type { Way } from './way.ts';

export type AskedOptions = { given: Given; kept: Kept; told: ToldParts; way: Way; beside: Beside };

/** What the screen can ask, and what is read for it where it is told unasked. */
export function askedOf(options: AskedOptions) {
  const { kept, told, way } = options;
  const connection = (): Connection => ({
    ...way.link.view(),
    completeTo: kept.cache.feedState.read().completeTo,
    ...way.outbox.waiting(),
    setAside: kept.cache.setAside.count(),
  });
  const context = contextOf(options, connection);
  const threw = (error: unknown): void => {
    if (told.troubles.isOne(error)) told.troubles.failed(error, 'asked');
  };
  return {
    call: serve(watched(handlersFor(context), threw)),
    connection,
    work: unlessThrown(workTeller(context), threw),
  };
}

const contextOf = (
  { given: { config, clock }, kept, told, way, beside }: AskedOptions,
  connection: () => Connection,
): Context => ({
  config,
  clock,
  cache: kept.cache,
  file: kept.file,
  memory: beside.memory,
  outbox: way.outbox,
  attachments: way.attachments,
  exports: beside.exports,
  takingFiles: takingFiles({ file: kept.file, now: clock.now }),
  notices: told.notices,
  pushes: told.pushes,
  connection,
  retryLink: way.link.retry,
  signIn: way.link.signIn,
  signOut: way.access.signOut,
  backendNow: way.link.backendNow,
  sleep: beside.sleep.told,
  agent: kept.agent,
  board: () => (kept.agent()?.role === 'lead' ? told.others.board() : null),
  others: told.others,
  tellHere: here => way.link.request('here', here),
  reading: beside.keeping.pruning.opened,
  loadOlder: way.loadOlder,
  keeping: beside.keeping,
  reviewing: beside.reviewing,
});
