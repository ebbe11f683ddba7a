import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { Context } from './context.ts';

export const reviewHandlers = ({ reviewing }: Context) =>
  ({
    'review.find': ({ query, zone }) => reviewing.find(query, zone),
    'review.choices': () => reviewing.choices(),
    'review.weigh': ({ what }) => reviewing.weigh(what),
    'review.bring': async ({ what }) => ({ sets: await reviewing.bring(what) }),
    'review.brought': () => ({ sets: reviewing.brought() }),
    'review.letGo': async ({ setId, customerId }) => ({ sets: await reviewing.letGo(setId, customerId) }),
  }) satisfies Partial<Handlers>;
