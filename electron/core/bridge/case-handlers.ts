import type { Handlers } from '../../../shared/contract/bridge.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { codesIn } from '../cache/codes.ts';
import type { Context } from './context.ts';

/** The agent and the customer wait for it: one that comes later is told again when it is asked for. Milliseconds. */
const WORTH_MS = 10_000;

export const caseHandlers = ({ cache, outbox, clock, backendNow, connection }: Context) => {
  const codeOf = codesIn(cache.db);
  return {
    'case.codeOf': ({ customerId, caseId }) => codeOf(customerId, caseId, backendNow()),
    'case.code': ({ customerId, caseId }) => {
      const { state } = connection();
      if (state !== 'live' && state !== 'catching-up')
        throw new Fault('offline', 'a code is made by the backend, and there is no connection to it');
      const command = { id: uuidv7(clock.now()), kind: 'case.code', params: { caseId } } as const;
      return outbox.add({ command, customerId, expiresAt: Math.round(backendNow()) + WORTH_MS });
    },
  } satisfies Partial<Handlers>;
};
