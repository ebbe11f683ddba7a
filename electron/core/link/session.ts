import { type Token, tokenSchema } from '../../../shared/contract/wire.ts';
import { Fault, type FaultCode, FAULT_CODES } from '../../../shared/lib/fault.ts';
import { logger } from '../../../shared/lib/log.ts';

const log = logger('session');
const REQUEST_MS = 10_000;
/** Renewed when a third of its life is left, never more often than this. */
const SOONEST_RENEWAL_MS = 5_000;

export type SessionOptions = {
  backendUrl: string;
  agentName: string;
  secret: string;
  /** The backend's clock as far as the desk knows it. */
  backendNow: () => number;
  /** Signing in and renewing go over HTTP, beside the socket. */
  fetch: Fetch;
};
export type Fetch = typeof globalThis.fetch;

/** The desk's token: signed in for with name and secret, renewed over HTTP while it is good. */
export function deskSession(options: SessionOptions) {
  let token: Token | null = null;
  let { secret } = options;

  const signIn = async (): Promise<Token> => {
    token = await post(options, '/session', { name: options.agentName, secret });
    log.info('session.signedIn', { agentId: token.agent.id });
    return token;
  };

  return {
    /** One that is good for now. Throws `unauthenticated`, `upgrade-required` or `offline`. */
    async token(): Promise<Token> {
      if (token && token.expiresAt > options.backendNow()) return token;
      return await signIn();
    },
    /** A fresh one; signs in anew where the old one is no longer good. */
    async renew(): Promise<Token> {
      if (!token) return await signIn();
      try {
        token = await post(options, '/session/renew', {}, token.token);
        return token;
      } catch (error) {
        if (Fault.from(error).code !== 'unauthenticated') throw error;
        return await signIn();
      }
    },
    /** From now on, until this process ends: it is written down nowhere. */
    useSecret(fresh: string): void {
      secret = fresh;
      token = null;
    },
    /** The backend refused it: the next attempt signs in. */
    forget(): void {
      token = null;
    },
    /** Milliseconds until it should be renewed. */
    renewIn(): number {
      const life = token ? token.expiresAt - options.backendNow() : 0;
      return Math.max(SOONEST_RENEWAL_MS, Math.floor((life * 2) / 3));
    },
  };
}
export type DeskSession = ReturnType<typeof deskSession>;

async function post(options: SessionOptions, path: string, body: unknown, bearer?: string): Promise<Token> {
  const { backendUrl, fetch } = options;
  const headers = { 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) };
  let response: Response;
  try {
    const signal = AbortSignal.timeout(REQUEST_MS);
    response = await fetch(new URL(path, backendUrl), { method: 'POST', headers, body: JSON.stringify(body), signal });
  } catch (error) {
    throw new Fault('offline', `The backend at ${backendUrl} does not answer.`, { cause: error });
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw faultOf(response.status, answer, backendUrl);
  const token = tokenSchema.safeParse(answer);
  if (!token.success) throw new Fault('upgrade-required', `What answers at ${backendUrl} is not a Foreword backend.`);
  return token.data;
}

/** What an answer of the backend over HTTP says went wrong. */
export function faultOf(status: number, answer: unknown, backendUrl: string): Fault {
  const said = typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
  const code = FAULT_CODES.find(known => known === said.code) ?? codeOf(status);
  const reason = typeof said.reason === 'string' ? said.reason.slice(0, 500) : null;
  if (code === 'unauthenticated') return new Fault(code, reason ?? 'The name or the secret is wrong.');
  return new Fault(code, reason ?? `The backend at ${backendUrl} answered with status ${status}.`);
}

const codeOf = (status: number): FaultCode =>
  status === 401 || status === 403 ? 'unauthenticated' : status === 426 ? 'upgrade-required' : 'offline';
