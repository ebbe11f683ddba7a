// Brings files that go out to the backend, over HTTP beside the socket, before the command that names them.
import type { Command } from '../../../shared/contract/commands.ts';
import { type UploadAsk, type UploadState, uploadStateSchema } from '../../../shared/contract/uploads.ts';
import { partBytes, partsOfFile } from '../../../shared/domain/writing/files.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { logger } from '../../../shared/lib/log.ts';
import type { KeptFile, OutFiles } from '../cache/out-files.ts';
import { faultOf, type Fetch } from './session.ts';

const log = logger('uploads');

/** For one part, from the first byte to the answer. */
const PART_MS = 60_000;
/** Commands whose files are on their way; more wait for these. */
const AT_ONCE = 2;
/** What arrived was not what was sent: from the beginning, so often. */
const ROUNDS = 2;

export type UploadsOptions = {
  readonly backendUrl: string;
  readonly files: OutFiles;
  readonly fetch: Fetch;
  readonly token: () => Promise<string>;
};
export type Uploads = ReturnType<typeof uploadsOver>;

export function uploadsOver(options: UploadsOptions) {
  const { files } = options;
  const ending = new AbortController();
  const waiting: (() => void)[] = [];
  let running = 0;

  const inTurn = async (work: () => Promise<void>): Promise<void> => {
    if (running < AT_ONCE) running += 1;
    else await new Promise<void>(resolve => waiting.push(resolve));
    try {
      await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };

  const ask = (file: KeptFile): Promise<UploadState> => {
    const { id, customerId, name, type, size } = file;
    const asked: UploadAsk = { id, customerId, name, type, size, sha256: file.sha256 ?? '' };
    return send(options, ending.signal, 'POST', '/upload', JSON.stringify(asked));
  };

  const sendPart = (file: KeptFile, place: number): Promise<UploadState> => {
    const bytes = files.part(file.id, place);
    if (bytes?.length !== partBytes(file.size, place))
      throw new Fault('bad-input', `A part of the file “${file.name}” is lost on this desk. Attach it again.`);
    const path = `/upload/${encodeURIComponent(file.id)}/${place}`;
    return send(options, ending.signal, 'PUT', path, new Uint8Array(bytes));
  };

  /** Goes on where the backend has it; what is there already costs one question. */
  const bringFile = async (file: KeptFile): Promise<void> => {
    for (let round = 0; round < ROUNDS; round++) {
      const { next } = await ask(file);
      if (next === null) return;
      for (let place = next; place < partsOfFile(file.size); place++) await sendPart(file, place);
      if ((await ask(file)).next === null) return void log.info('file.brought', { fileId: file.id, size: file.size });
    }
    throw new Fault('bad-input', `The file “${file.name}” could not be brought over whole. Attach it again.`);
  };

  const bringAll = async (all: readonly KeptFile[]): Promise<void> => {
    for (const file of all) await bringFile(file);
  };

  return {
    /** Null: the command names no files. Rejects with `offline` and the like to be tried again, or with what the backend refused. */
    bring(command: Command): Promise<void> | null {
      if (command.kind !== 'reply.send' || !command.params.files?.length) return null;
      return inTurn(() => bringAll(files.ofCommand(command.id)));
    },
    stop: (): void => ending.abort(),
  };
}

async function send(
  { backendUrl, fetch, token }: UploadsOptions,
  ended: AbortSignal,
  method: 'POST' | 'PUT',
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<UploadState> {
  const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
  const headers = { 'content-type': type, authorization: `Bearer ${await token()}` };
  let response: Response;
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(PART_MS), ended]);
    response = await fetch(new URL(path, backendUrl), { method, headers, body, signal, redirect: 'error' });
  } catch (error) {
    throw new Fault('offline', `The backend at ${backendUrl} does not answer.`, { cause: error });
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw faultOf(response.status, answer, backendUrl);
  const state = uploadStateSchema.safeParse(answer);
  if (!state.success) throw new Fault('offline', `The backend at ${backendUrl} answered something else.`);
  return state.data;
}
