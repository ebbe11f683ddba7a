// What went wrong with something the agent asked for. Shown in a banner until seen; never a toast that leaves by itself.
import { create } from 'zustand';
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';

/** `code` null: `what` says it all. */
type Failure = { readonly id: number; readonly what: string; readonly code: FaultCode | null };

const log = logger('screen');
let made = 0;
export const useFailures = create<{ readonly failures: readonly Failure[] }>()(() => ({ failures: [] }));

export const dismissFailure = (id: number): void =>
  useFailures.setState(state => ({ failures: state.failures.filter(failure => failure.id !== id) }));

/** It is so no longer. */
export const endFailure = (what: string): void =>
  useFailures.setState(state =>
    state.failures.some(failure => failure.what === what)
      ? { failures: state.failures.filter(failure => failure.what !== what) }
      : state,
  );

/** What stands there already is not said twice. */
function put(what: string, code: FaultCode | null): void {
  const { failures } = useFailures.getState();
  if (failures.some(failure => failure.what === what && failure.code === code)) return;
  made += 1;
  useFailures.setState({ failures: [...failures, { id: made, what, code }].slice(-3) });
}

/** Something the agent has to do still, in whole sentences; said until it is seen. */
export const tell = (what: string): void => put(what, null);

/** Runs what the agent asked for; a fault is said in words that begin with `what`. True: it was done. */
export async function attempt(what: string, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    const { code } = Fault.from(error);
    log.warn('action.failed', { code }, error);
    put(what, code);
    return false;
  }
}
