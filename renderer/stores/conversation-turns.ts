// One request after the other for each timeline, so that pages are joined to what they were asked for.
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import { becomesStale } from './conversation-current.ts';
import { clearFault, putFault } from './conversations.ts';
import { forgetPicks } from './picks.ts';
import { customerOf } from './scope.ts';

const turns = new Map<string, Promise<void>>();

/** Resolves when it is done, also where it failed: then the timeline says so. */
export function inTurn(key: string, task: () => Promise<void>): Promise<void> {
  const turn = lastTurn(key).then(async () => {
    try {
      await task();
      clearFault(key);
    } catch (error) {
      failed(key, Fault.from(error).code);
    }
  });
  turns.set(key, turn);
  return turn;
}

/** When all that has been asked of this timeline is answered. */
export const lastTurn = (key: string): Promise<void> => turns.get(key) ?? Promise.resolve();

/** Rights that are gone take what was shown with them; any other fault leaves the screen as it is and says so. */
function failed(key: string, code: FaultCode): void {
  const isGone = code === 'denied' || code === 'not-found';
  if (isGone) forgetPicks(customerOf(key));
  becomesStale(key);
  putFault(key, code, isGone);
}
