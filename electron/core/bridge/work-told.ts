import type { WorkTold } from '../../../shared/contract/bridge/work.ts';
import { callHandlers } from './call-handlers.ts';
import type { Context } from './context.ts';
import { handOverHandlers } from './hand-over-handlers.ts';
import { workHandlers } from './work-handlers.ts';

/**
 * What is told along with a change of work: the answers that the screen would ask for. A ring's conversation is told
 * once; a screen that was opened later asks for it.
 */
export function workTeller(context: Context): () => WorkTold {
  const { 'work.read': readWork } = workHandlers(context);
  const { 'work.helping': helping } = handOverHandlers(context);
  const { 'call.read': call } = callHandlers(context);
  let knownOfferId: string | null = null;
  return () => {
    const work = readWork({ knownOfferId });
    if (work.conversation) knownOfferId = work.offer?.id ?? null;
    return { work, helping: helping(), call: call() };
  };
}
