// Who may speak to the loopback host. Any page of any site can send requests to this machine; these are the checks that
// tell our own page from all others (X9).
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type Refusal = { readonly status: 401 | 403 | 421; readonly reason: string };
const refused = (status: Refusal['status'], reason: string): Refusal => ({ status, reason });

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** In a time that does not depend on how much of the two agrees. */
export const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
export const newKey = (): string => randomBytes(32).toString('base64url');

/** How a request relates to us. `page`: a document or a file of it. `act`: changes something, or opens the socket. */
export type Asking = { readonly headers: IncomingHttpHeaders; readonly kind: 'page' | 'act' };

/**
 * Host must be ours to the letter, or a name that was pointed at 127.0.0.1 (DNS rebinding) would be same-origin with
 * itself. Origin must be ours wherever it is sent, and must be sent with everything that acts: `null` is what a sandboxed
 * frame or a file sends.
 */
export function judge({ headers, kind }: Asking, authority: string): Refusal | null {
  if (headers.host !== authority) return refused(421, 'host');
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${authority}`) return refused(403, 'origin');
  if (kind === 'act' && origin === undefined) return refused(403, 'origin missing');
  const site = headers['sec-fetch-site'];
  const isVisit = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (site !== undefined && site !== 'same-origin' && !(kind === 'page' && isVisit)) return refused(403, 'site');
  return null;
}

export type Gate = {
  /** Takes a launch key once. Returns the Set-Cookie value, or null. */
  exchange(key: string): string | null;
  /** Makes another launch key; the ones made before stay good until used. */
  issue(): string;
  isKnown(headers: IncomingHttpHeaders): boolean;
};

const MAX_KEYS = 16;

/**
 * Launch keys and the one cookie of this run. The cookie carries the port in its name: cookies do not tell ports apart,
 * and two desks on one machine must not sign each other out.
 */
export function createGate(port: number): Gate {
  const keys = new Set<string>();
  const session = newKey();
  const name = `foreword-${port}`;
  return {
    exchange(key) {
      const match = [...keys].find(one => isSame(one, key));
      if (match === undefined) return null;
      keys.delete(match);
      return `${name}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    issue() {
      const key = newKey();
      if (keys.size >= MAX_KEYS) keys.delete([...keys][0]!);
      keys.add(key);
      return key;
    },
    isKnown(headers) {
      const sent = (headers.cookie ?? '').split(';').map(part => part.trim());
      const ours = sent.find(part => part.startsWith(`${name}=`));
      return ours !== undefined && isSame(ours.slice(name.length + 1), session);
    },
  };
}
