// What can be known to be wrong before anything is started, said in one sentence.
import { constants, existsSync } from 'node:fs';
import { access, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { closeDataDirectory } from '../../backend/store/owner-only.ts';
import { readSecret } from '../../electron/host/launch.ts';
import { filesOf } from '../../electron/core/config.ts';
import { WIRE_VERSION } from '../../shared/contract/wire.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { StartError } from './options.ts';

const WHY: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it lies on a read-only disk',
  ENOTDIR: 'a part of that path is a file',
  EEXIST: 'there is a file of that name',
  ENOENT: 'no folder can be made there',
  ENOSPC: 'the disk is full',
};

/** With its parents. Node's own `recursive` never ends where a parent is there and takes no folder, as in /proc. */
async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if ((await stat(dir).catch(() => null))?.isDirectory()) return;
    if (code !== 'ENOENT' || existsSync(dirname(dir))) throw error;
    await makeFolder(dirname(dir));
    await makeFolder(dir);
  }
}

/** Makes the data folder, for its owner only, and makes sure that it can be written. */
export async function prepareData(dir: string): Promise<void> {
  try {
    await makeFolder(dir);
    await closeDataDirectory(dir);
    await access(dir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartError(
      `The data folder ${dir} cannot be used: ${WHY[code ?? ''] ?? message}. Choose another with --data.`,
    );
  }
}

/** Whom a file of secrets by name knows, for a sentence; empty where it holds no names. */
async function namesIn(file: string): Promise<string> {
  const secrets: unknown = JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));
  const names = typeof secrets === 'object' && secrets !== null ? Object.keys(secrets) : [];
  return names.length === 0 ? '' : ` It knows ${names.join(', ')}.`;
}

export async function secretOf(file: string, agent: string): Promise<string> {
  try {
    return await readSecret(file, agent);
  } catch (error) {
    if (error instanceof Fault)
      throw new StartError(`There is no agent called "${agent}" in ${file}; check --agent.${await namesIn(file)}`, 2);
    throw new StartError(`The secret of ${agent} cannot be read from ${file}; check --secret-file.`);
  }
}

/** A backend that answers at all does so within this time, also on a machine that is busy starting everything else. */
const PATIENCE_MS = 15_000;

type Reception = 'known' | 'no-answer';

async function signIn(backend: string, name: string, secret: string): Promise<Response | null> {
  const body = JSON.stringify({ name, secret });
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return fetch(`${backend}/session`, { method: 'POST', body, headers, signal }).catch(() => null);
}

/** Who answers there, before anybody's secret is sent to them. Throws `StartError` for anything but a backend of this version. */
async function meet(backend: string): Promise<Reception> {
  const health = await fetch(`${backend}/health`, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  if (!health || health.status >= 500) return 'no-answer';
  const { version } = ((await health.json().catch(() => null)) ?? {}) as { version?: unknown };
  if (!health.ok || typeof version !== 'number') {
    throw new StartError(`What answers at ${backend} is not a Foreword backend; check --backend.`);
  }
  if (version === WIRE_VERSION) return 'known';
  const older = version < WIRE_VERSION ? 'the backend' : 'this desk';
  throw new StartError(
    `The backend at ${backend} speaks version ${version} of the protocol and this desk version ${WIRE_VERSION}; update ${older}.`,
  );
}

/** Signs in once, only to see whether that works. Throws `StartError` for a wrong secret or something else that answers. */
export async function tryBackend(backend: string, agent: string, secret: string): Promise<'signed-in' | 'no-answer'> {
  if ((await meet(backend)) === 'no-answer') return 'no-answer';
  const answer = await signIn(backend, agent, secret);
  if (!answer || answer.status >= 500) return 'no-answer';
  const token = (await answer.json().catch(() => null)) as { token?: unknown } | null;
  if (answer.ok && typeof token?.token === 'string') return 'signed-in';
  if (answer.status === 401 || answer.status === 403) {
    throw new StartError(
      `The backend at ${backend} does not know ${agent} with this secret; check --agent and --secret-file.`,
    );
  }
  throw new StartError(
    `The backend at ${backend} answered a sign-in with ${answer.status}; its log says why, or wait and start again.`,
  );
}

/** Whether this agent has read anything on this machine before, so that an offline start shows something. */
export const hasCache = (dataDir: string, agentName: string): boolean =>
  existsSync(filesOf({ dataDir, agentName }).cache);
