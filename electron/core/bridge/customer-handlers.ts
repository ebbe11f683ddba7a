import type { Handlers } from '../../../shared/contract/bridge.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { type Context, missing } from './context.ts';

export const customerHandlers = ({ cache, outbox, clock }: Context) =>
  ({
    'customer.prefer': params => {
      if (!cache.customers.get(params.customerId)) missing('customer');
      const command = { id: uuidv7(clock.now()), kind: 'customer.prefer', params } as const;
      return outbox.add({ command, customerId: params.customerId });
    },
    'customer.erase': params => {
      if (!cache.customers.get(params.customerId)) missing('customer');
      const command = { id: uuidv7(clock.now()), kind: 'customer.erase', params } as const;
      return outbox.add({ command, customerId: params.customerId });
    },
    'customer.erasure': ({ customerId }) => cache.erased.of(customerId),
  }) satisfies Partial<Handlers>;
