import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { Context } from './context.ts';

/** What stands in dialogs that are not done yet. */
export const begunHandlers = ({ cache, file }: Context) =>
  ({
    'begun.read': () => file.begun.all(),
    'begun.write': begun => {
      // What was still being typed as the customer was erased.
      if (begun.customerIds.some(cache.erased.hasCustomer)) return {};
      file.mustKeep();
      file.begun.write(begun);
      return {};
    },
  }) satisfies Partial<Handlers>;
