import type { Agent } from '../../shared/domain/work.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import { Refused } from '../audit/refused.ts';
import { hashOfNothing, matches } from './secrets.ts';

const log = logger('session');

/** Failures of one name from one address within `windowMs` after which it is not tried any more for that long. */
const FAILURES = { most: 5, windowMs: 60_000, kept: 10_000 } as const;
/** Hashing is made slow on purpose; a flood of guesses must not occupy the machine. */
const AT_ONCE = 4;

export type Attempt = { readonly name: string; readonly secret: string; readonly address: string };
export type SignIn = (attempt: Attempt) => Promise<Agent>;
type Parts = {
  readonly agentByName: (name: string) => Promise<Agent | null>;
  readonly hashOfAgent: (agentId: string) => Promise<string | null>;
  readonly clock: Clock;
};

type Checked = { readonly agent: Agent | null; readonly good: boolean };

/** The name that was typed is nowhere written down: it may be a secret in the wrong field. */
const notSignedIn = (what: string, tried: Agent | null) =>
  ({ kind: 'sign-in.refused', what, aboutAgent: tried?.id ?? null }) as const;

/**
 * An unknown name takes as long as a wrong secret, and both get the same answer.
 * @throws Fault('unauthenticated'), or Fault('retry') when it was tried too often or too many try at once
 */
export function signInWith({ agentByName, hashOfAgent, clock }: Parts): SignIn {
  const failures = new Map<string, { count: number; until: number }>();
  const nobody = hashOfNothing();
  let running = 0;

  function failed(key: string): void {
    const now = clock.monotonic();
    const known = failures.get(key);
    const count = known && known.until > now ? known.count + 1 : 1;
    failures.delete(key); // to the end of the order, which is the order of forgetting
    failures.set(key, { count, until: now + FAILURES.windowMs });
    const [oldest] = failures.keys();
    if (failures.size > FAILURES.kept && oldest !== undefined) failures.delete(oldest);
  }

  async function check({ name, secret }: Attempt): Promise<Checked> {
    const agent = await agentByName(name);
    const stored = agent && (await hashOfAgent(agent.id));
    const good = await matches(secret, stored ?? nobody);
    return { agent, good: good && stored !== null };
  }

  return async attempt => {
    const key = JSON.stringify([attempt.name, attempt.address]);
    const known = failures.get(key);
    if (known && known.count >= FAILURES.most && known.until > clock.monotonic())
      throw new Refused('retry', 'too many failed sign-ins: wait a minute', notSignedIn('tried too often', null));
    if (running >= AT_ONCE) throw new Fault('retry', 'too many sign in at once: try again');
    running++;
    let tried: Agent | null = null;
    try {
      const { agent, good } = await check(attempt);
      if (agent && good) {
        failures.delete(key);
        return agent;
      }
      tried = agent;
    } finally {
      running--;
    }
    failed(key);
    log.warn('sign.in.refused', { failures: failures.get(key)?.count ?? 0 });
    const what = tried ? 'wrong secret' : 'unknown name';
    throw new Refused('unauthenticated', 'the name or the secret is wrong', notSignedIn(what, tried));
  };
}
