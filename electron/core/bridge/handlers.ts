import type { Handlers, MethodName } from '../../../shared/contract/bridge.ts';
import { attachmentHandlers } from './attachment-handlers.ts';
import { maskRecord } from '../../../shared/domain/mask-record.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { isFull } from '../cache/files/check.ts';
import { asideHandlers } from './aside-handlers.ts';
import { begunHandlers } from './begun-handlers.ts';
import { callHandlers } from './call-handlers.ts';
import { caseHandlers } from './case-handlers.ts';
import { composeHandlers } from './compose-handlers.ts';
import type { Context } from './context.ts';
import { customerHandlers } from './customer-handlers.ts';
import { exportHandlers } from './export-handlers.ts';
import { fetchHandlers } from './fetch-handlers.ts';
import { fileHandlers } from './file-handlers.ts';
import { handOverHandlers } from './hand-over-handlers.ts';
import { keepingHandlers } from './keeping-handlers.ts';
import { mentionHandlers } from './mention-handlers.ts';
import { publicHandlers } from './public-handlers.ts';
import { reviewHandlers } from './review-handlers.ts';
import { searchHandlers } from './search-handlers.ts';
import { searchesHandlers } from './searches-handlers.ts';
import { sessionHandlers } from './session-handlers.ts';
import { settleHandlers } from './settle-handlers.ts';
import { timelineHandlers } from './timeline-handlers.ts';
import { workHandlers } from './work-handlers.ts';
import { wrapUpHandlers } from './wrap-up-handlers.ts';

/** Every method of the bridge, by noun; a missing one does not compile. */
export const handlersFor = (context: Context): Handlers => ({
  ...sessionHandlers(context),
  ...workHandlers(context),
  ...asideHandlers(context),
  ...wrapUpHandlers(context),
  ...callHandlers(context),
  ...caseHandlers(context),
  ...handOverHandlers(context),
  ...timelineHandlers(context),
  ...fileHandlers(context),
  ...composeHandlers(context),
  ...begunHandlers(context),
  ...mentionHandlers(context),
  ...settleHandlers(context),
  ...publicHandlers(context),
  ...customerHandlers(context),
  ...searchHandlers(context),
  ...searchesHandlers(context),
  ...reviewHandlers(context),
  ...attachmentHandlers(context),
  ...exportHandlers(context),
  ...fetchHandlers(context),
  ...keepingHandlers(context),
});

/** What is told unasked and cannot be read now is not told: the screen asks, and its answer says why. */
export const unlessThrown =
  <T>(read: () => T, threw: (error: unknown) => void) =>
  (): T | undefined => {
    try {
      return read();
    } catch (error) {
      threw(error);
      return undefined;
    }
  };

/** The same handlers, with an eye on what they throw: a damaged file shows itself in the middle of a call, and a full disk too. */
export function watched(handlers: Handlers, threw: (error: unknown) => void): Handlers {
  const watch = (handle: (input: never) => unknown) => async (input: never) => {
    try {
      // The one gate for what an agent writes: drafts, notes and replies are kept without card numbers.
      return await handle(maskRecord(input));
    } catch (error) {
      threw(error);
      throw isFull(error) ? new Fault('not-kept', 'the disk is full', { cause: error }) : error;
    }
  };
  const entries = Object.entries(handlers).map(([name, handle]) => [name as MethodName, watch(handle)]);
  return Object.fromEntries(entries) as Handlers;
}
