import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { Context } from './context.ts';

export const fetchHandlers = ({ keeping: { fetching } }: Context) =>
  ({
    'fetch.start': ({ customerIds }) => {
      fetching.start(customerIds);
      return fetching.read();
    },
    'fetch.read': () => fetching.read(),
    'fetch.stop': ({ customerIds }) => {
      fetching.halt(customerIds);
      return fetching.read();
    },
  }) satisfies Partial<Handlers>;
