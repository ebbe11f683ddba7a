// HTTP beside the socket: sign-in, renewal, intake, health.
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { signInSchema, type Token, WIRE_VERSION } from '../shared/contract/wire.ts';
import { Fault, type FaultCode } from '../shared/lib/fault.ts';
import { logger } from '../shared/lib/log.ts';
import type { Audit } from './audit/audit.ts';
import { noteOf, Refused } from './audit/refused.ts';
import { eraseAskSchema } from './erasure/office.ts';
import { beyondWork } from './history/opened.ts';
import { IMPORT_HEADER, importNameSchema } from './intake/imports.ts';
import type { Services } from './services.ts';
import { attachmentIdAt, findAttachment, sendAttachment } from './session/attachment.ts';
import { bearerOf, bodyOf, jsonOf } from './session/body.ts';
import { type Crowd, crowdAt, type CrowdLimits } from './session/crowd.ts';
import { MAX_INTAKE, takeRecords } from './session/records.ts';
import { type Refusal, refusalOf } from './session/refusal.ts';
import type { SignIn } from './session/sign-in.ts';
import { goneFor, type Tokens } from './session/tokens.ts';
import type { Queryable } from './store/db.ts';
import { uploadRoute } from './uploads/route.ts';

const log = logger('server');

const MAX_SMALL_BODY = 10_000;
const STATUS: Readonly<Record<FaultCode, number>> = {
  'bad-input': 400,
  unauthenticated: 401,
  denied: 403,
  'not-found': 404,
  expired: 410,
  conflict: 409,
  'too-large': 413,
  'upgrade-required': 426,
  retry: 503,
  offline: 503,
  'not-kept': 507,
  internal: 500,
};

type Parts = {
  readonly db: Queryable;
  readonly services: Services;
  readonly tokens: Tokens;
  readonly signIn: SignIn;
  readonly intakeKey: string;
  /** Of whoever may have customers erased without being a lead. */
  readonly erasureKey: string;
  readonly audit: Audit;
  readonly monotonic: () => number;
  readonly limits: CrowdLimits;
};
/** `crowd`: who is connected and has proved nothing yet. */
export type Served = { readonly http: Server; readonly crowd: Crowd };
/** `proved`: whoever is on the connection of this request has shown who they are. */
type Doors = Parts & { readonly proved: (request: IncomingMessage) => void };
type Route = (request: IncomingMessage) => Promise<object>;

const hash = (text: string) => createHash('sha256').update(text).digest();

const remoteOf = (request: IncomingMessage): string | null => request.socket.remoteAddress ?? null;

/** Compares hashes, so that neither the content nor the length shows in the time it takes. */
function same(a: string, b: string): boolean {
  return timingSafeEqual(hash(a), hash(b));
}

function routesOf({
  db,
  services,
  tokens,
  signIn,
  intakeKey,
  erasureKey,
  audit,
  proved,
}: Doors): Readonly<Record<string, Route>> {
  const mustAdminister = (request: IncomingMessage): void => {
    if (!same(bearerOf(request), erasureKey))
      throw new Refused('unauthenticated', 'the erasure key is wrong', { kind: 'intake.refused', what: 'wrong key' });
    proved(request);
  };
  return {
    async 'POST /erasures'(request) {
      mustAdminister(request);
      const ask = eraseAskSchema.safeParse(jsonOf(await bodyOf(request, MAX_SMALL_BODY)));
      if (!ask.success) throw new Fault('bad-input', 'whom to erase, and why, is not understood');
      return { done: await services.erasures.erase(ask.data) };
    },
    async 'GET /erasures'(request) {
      mustAdminister(request);
      return { erasures: await services.erasures.status() };
    },
    async 'POST /session'(request) {
      const given = signInSchema.safeParse(jsonOf(await bodyOf(request, MAX_SMALL_BODY)));
      if (!given.success) throw new Fault('bad-input', 'a name and a secret are needed');
      const remote = remoteOf(request);
      const agent = await signIn({ ...given.data, address: remote ?? '' });
      proved(request);
      audit.note({ kind: 'sign-in', agentId: agent.id, remote, what: 'secret', outcome: 'done' });
      return { ...(await tokens.issue(agent.id)), agent } satisfies Token;
    },
    async 'POST /session/renew'(request) {
      const proof = await tokens.verify(bearerOf(request));
      const agent = await services.agentById(proof.agentId);
      if (!agent) throw goneFor(proof.agentId);
      proved(request);
      return { ...(await tokens.renew(proof)), agent } satisfies Token;
    },
    async 'POST /intake'(request) {
      if (!same(bearerOf(request), intakeKey))
        throw new Refused('unauthenticated', 'the intake key is wrong', { kind: 'intake.refused', what: 'wrong key' });
      proved(request);
      const archive = archiveOf(request);
      const text = await bodyOf(request, MAX_INTAKE);
      return { results: await takeRecords(text, records => services.intake(records, archive)) };
    },
    async 'GET /health'() {
      await db.query('SELECT 1 AS one');
      return { ok: true, version: WIRE_VERSION, residentBytes: process.memoryUsage.rss() };
    },
  };
}

/** The import that records belong to, by its name; percent-encoded, as headers are ASCII. @throws Fault('bad-input') */
function archiveOf({ headers }: IncomingMessage): string | undefined {
  const given = headers[IMPORT_HEADER];
  if (given === undefined) return undefined;
  try {
    return importNameSchema.parse(decodeURIComponent(String(given)));
  } catch (error) {
    throw new Fault('bad-input', `${IMPORT_HEADER} is no name of an import`, { cause: error });
  }
}

function write(response: ServerResponse, status: number, body: object, close: boolean): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(close ? { connection: 'close' } : {}),
  });
  response.end(text);
}

/** Who is signed in with this request, and still may be. @throws Fault('unauthenticated') */
async function agentOf({ tokens, services, proved }: Doors, request: IncomingMessage): Promise<string> {
  const { agentId } = await tokens.verify(bearerOf(request));
  if (!(await services.agentById(agentId))) throw goneFor(agentId);
  proved(request);
  return agentId;
}

/** What the other side is told; the log and the audit hear it too. */
function refusing({ audit }: Parts, request: IncomingMessage, route: string | null, error: unknown): Refusal {
  log.warn('request.refused', { route }, error);
  const note = noteOf(error, { remote: remoteOf(request) });
  if (note) audit.note(note);
  return refusalOf(error);
}

/** Whoever is signed in, and only what they may see. A connection that breaks half-way is cut, so that it shows. */
async function serveAttachment(parts: Doors, id: string, request: IncomingMessage, response: ServerResponse) {
  try {
    const agentId = await agentOf(parts, request);
    const found = await findAttachment(parts.db, agentId, id);
    const what = await beyondWork(parts.db, agentId, found.customerId);
    const opened = { kind: 'history.opened', agentId, remote: remoteOf(request), about: found.customerId } as const;
    if (what) parts.audit.note({ ...opened, what: `${what}, a file`, outcome: 'done' });
    await sendAttachment(parts.db, found, response);
  } catch (error) {
    const refusal = refusing(parts, request, 'GET /attachment', error);
    if (response.headersSent) response.destroy();
    else write(response, STATUS[refusal.code], refusal, false);
  }
}

/** Milliseconds. Who sends their headers letter by letter is noticed within the last two together. */
const PATIENCE = { requestTimeout: 60_000, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 } as const;

/** An HTTP server that is not yet listening. Errors are `{ ok: false, code, reason }` with the status that fits. */
export function serverFor(parts: Parts): Served {
  const http = createServer(PATIENCE);
  http.maxConnections = 5_000;
  const crowd = crowdAt({ ...parts, http });
  http.on('request', answering({ ...parts, proved: request => crowd.proved(request.socket) }));
  return { http, crowd };
}

function answering(parts: Doors): RequestListener {
  const routes = routesOf(parts);
  const uploads = { services: parts.services, agentOf: (request: IncomingMessage) => agentOf(parts, request) };
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0];
    const name = `${request.method} ${path}`;
    const attachmentId = request.method === 'GET' ? attachmentIdAt(path ?? '') : null;
    if (attachmentId !== null) return void serveAttachment(parts, attachmentId, request, response);
    const route = Object.hasOwn(routes, name) ? routes[name] : uploadRoute(uploads, request.method, path ?? '');
    const done = route ? route(request) : Promise.reject(new Fault('not-found', 'there is nothing at this address'));
    done.then(
      body => write(response, 200, body, false),
      error => {
        const refusal = refusing(parts, request, route ? name : null, error);
        // A body that nobody reads to its end would be taken for the next request.
        write(response, STATUS[refusal.code], refusal, !request.complete);
      },
    );
  };
}

/**
 * Listens and gives the port. 0 means: any that is free.
 * @throws Fault('conflict') with one sentence when the port cannot be had
 */
export async function listenOn(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((done, failed) => {
    server.once('error', error => failed(listenFault(error, port)));
    server.listen(port, host, () => done());
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function listenFault(error: Error, port: number): Fault {
  const code = 'code' in error ? String(error.code) : error.message;
  const why = code === 'EADDRINUSE' ? 'another program is using it; choose another one with --port' : code;
  return new Fault('conflict', `Port ${port} cannot be used: ${why}.`, { cause: error });
}
