// What a desk may ask over its socket. Input is parsed, a refusal is a value, and what is under way is limited.
import type * as z from 'zod';
import { LIMITS, requests } from '../../shared/contract/wire.ts';
import type { Here } from '../../shared/domain/here.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import { type Audit, noAudit } from '../audit/audit.ts';
import type { Origin } from '../audit/note.ts';
import { noteOf, Refused } from '../audit/refused.ts';
import { fitHistory } from '../feed/fit.ts';
import { isGranted } from '../feed/scopes.ts';
import { beyondWork } from '../history/opened.ts';
import type { Stream } from '../feed/stream.ts';
import type { Services } from '../services.ts';
import type { Queryable } from '../store/db.ts';
import type { DeskConnection } from './connection.ts';
import { refusalOf } from './refusal.ts';
import { goneFor, type Tokens } from './tokens.ts';

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
  leave: 1,
  'review.find': 1,
  'review.choices': 1,
  'review.weigh': 1,
  'review.bring': 1,
  'review.sets': 2,
  'review.letGo': 1,
};

export type Asking = {
  readonly agentId: string;
  /** This connection, for the audit. */
  readonly origin: Origin;
  readonly stream: Stream;
  /** What the agent looks at, and whether they write. */
  here(here: Here): void;
  /** The end that follows is the agent's will, and no loss. */
  leave(): void;
  /** Takes the new end of the session; milliseconds since the epoch. */
  extend(expiresAt: number): void;
};
type Parts = {
  readonly db: Queryable;
  readonly services: Services;
  readonly tokens: Tokens;
  readonly incarnation: string;
  readonly audit?: Audit;
};

export function handlersFor(parts: Parts, asking: Asking): RequestHandlers {
  const { db, services, tokens, incarnation, audit = noAudit } = parts;
  const { agentId, origin } = asking;
  return {
    ...reviewHandlers(services.review, audit, asking),
    async 'feed.resume'({ after, incarnation: known }) {
      asking.stream.resume(known === incarnation ? after : null);
      return { ok: true, value: { incarnation } };
    },
    async 'history.page'(request) {
      // The same answer for a customer of others and for one that is not there.
      const { customerId } = request;
      if (!(await isGranted(db, agentId, customerId)))
        throw new Refused('not-found', 'no such customer', {
          kind: 'read.refused',
          what: 'history',
          about: customerId,
        });
      const what = await beyondWork(db, agentId, customerId);
      if (what) audit.note({ kind: 'history.opened', agentId, ...origin, what, about: customerId, outcome: 'done' });
      return { ok: true, value: fitHistory(await services.historyPage(request)) };
    },
    command: command => services.runCommand(agentId, command, origin),
    async here(here) {
      asking.here(here);
      return { ok: true, value: {} };
    },
    async leave() {
      asking.leave();
      return { ok: true, value: {} };
    },
    async 'session.renew'({ token }) {
      const proof = await tokens.verify(token);
      if (proof.agentId !== agentId) {
        const audited = { kind: 'token.refused', what: 'of another agent', aboutAgent: proof.agentId } as const;
        throw new Refused('denied', 'the token is of another agent', audited);
      }
      if (!(await services.agentById(agentId))) throw goneFor(agentId);
      asking.extend(proof.expiresAt);
      return { ok: true, value: { expiresAt: proof.expiresAt } };
    },
  };
}

type ReviewName = Extract<Name, `review.${string}`>;

/** What is found is written down as that it was asked for, never what was asked. */
function reviewHandlers(
  review: Services['review'],
  audit: Audit,
  { agentId, origin }: Asking,
): Pick<RequestHandlers, ReviewName> {
  return {
    async 'review.find'(asked) {
      const value = await review.find(agentId, asked);
      const what = value.found.length > 0 ? 'beyond the desk: found' : 'beyond the desk: nobody';
      audit.note({ kind: 'history.searched', agentId, ...origin, what, outcome: 'done' });
      return { ok: true, value };
    },
    'review.choices': async () => ({ ok: true, value: await review.choices(agentId) }),
    'review.weigh': async asking => ({ ok: true, value: await review.weigh(agentId, asking) }),
    'review.bring': async asking => ({ ok: true, value: await review.bring(agentId, asking) }),
    'review.sets': async () => ({ ok: true, value: { sets: await review.sets(agentId) } }),
    async 'review.letGo'({ setId, customerId }) {
      return { ok: true, value: { customers: await review.letGo(agentId, setId, customerId) } };
    },
  };
}

type Who = { readonly agentId: string; readonly origin: Origin; readonly audit?: Audit };

/** Wires the handlers to a connection. */
export function answerRequests(connection: DeskConnection, handlers: RequestHandlers, who: Who): void {
  const { agentId, origin, audit = noAudit } = who;
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
        const note = noteOf(error, { agentId, ...origin });
        if (note) audit.note(note);
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
