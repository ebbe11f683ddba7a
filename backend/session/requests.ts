// What a desk may ask over its socket. Input is parsed, a refusal is a value, and what is under way is limited.
import type { z } from 'zod';
import { LIMITS, requests } from '../../shared/contract/wire.ts';
import type { Here } from '../../shared/domain/here.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import { fitHistory } from '../feed/fit.ts';
import { isGranted } from '../feed/scopes.ts';
import type { Stream } from '../feed/stream.ts';
import type { Services } from '../services.ts';
import type { Queryable } from '../store/db.ts';
import type { DeskConnection } from './connection.ts';
import { refusalOf } from './refusal.ts';
import type { Tokens } from './tokens.ts';

const log = logger('session');

type Requests = typeof requests;
type Name = keyof Requests;
type Answer<N extends Name> = z.input<Requests[N]['reply']>;
export type RequestHandlers = { readonly [N in Name]: (input: z.output<Requests[N]['input']>) => Promise<Answer<N>> };

/** Under way at once for one desk; what comes on top is refused with `retry`. */
const AT_ONCE: Readonly<Record<Name, number>> = {
  command: LIMITS.commandsInFlight,
  'history.page': 4,
  'feed.resume': 4,
  'session.renew': 2,
  here: 4,
};

export type Asking = {
  readonly agentId: string;
  readonly stream: Stream;
  /** What the agent looks at, and whether they write. */
  here(here: Here): void;
  /** Takes the new end of the session; milliseconds since the epoch. */
  extend(expiresAt: number): void;
};
type Parts = {
  readonly db: Queryable;
  readonly services: Services;
  readonly tokens: Tokens;
  readonly incarnation: string;
};

export function handlersFor({ db, services, tokens, incarnation }: Parts, asking: Asking): RequestHandlers {
  const { agentId } = asking;
  return {
    async 'feed.resume'({ after, incarnation: known }) {
      asking.stream.resume(known === incarnation ? after : null);
      return { ok: true, value: { incarnation } };
    },
    async 'history.page'(request) {
      // The same answer for a customer of others and for one that is not there.
      if (!(await isGranted(db, agentId, request.customerId))) throw new Fault('not-found', 'no such customer');
      return { ok: true, value: fitHistory(await services.historyPage(request)) };
    },
    command: command => services.runCommand(agentId, command),
    async here(here) {
      asking.here(here);
      return { ok: true, value: {} };
    },
    async 'session.renew'({ token }) {
      const proof = await tokens.verify(token);
      if (proof.agentId !== agentId) throw new Fault('denied', 'the token is of another agent');
      if (!(await services.agentById(agentId)))
        throw new Fault('unauthenticated', 'the agent may not sign in any more');
      asking.extend(proof.expiresAt);
      return { ok: true, value: { expiresAt: proof.expiresAt } };
    },
  };
}

/** Wires the handlers to a connection. */
export function answerRequests(connection: DeskConnection, handlers: RequestHandlers, agentId: string): void {
  for (const name of Object.keys(requests) as Name[]) {
    let running = 0;
    connection.onRequest(name, async (raw, acknowledge) => {
      if (running >= AT_ONCE[name]) {
        acknowledge(refusalOf(new Fault('retry', `more than ${AT_ONCE[name]} of ${name} under way`)));
        return;
      }
      running++;
      try {
        acknowledge(await answer(handlers, name, raw));
      } catch (error) {
        log.warn('request.refused', { request: name, agentId }, error);
        acknowledge(refusalOf(error));
      } finally {
        running--;
      }
    });
  }
}

async function answer<N extends Name>(handlers: RequestHandlers, name: N, raw: unknown): Promise<Answer<N>> {
  const input = requests[name].input.safeParse(raw);
  if (!input.success) {
    const [issue] = input.error.issues;
    throw new Fault('bad-input', `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'not understood'}`);
  }
  return handlers[name](input.data as never);
}
