// Brings the content of an attachment to this desk, over HTTP beside the socket, so that a large one holds up nothing.
import type { AttachmentState } from '../../../shared/contract/attachments.ts';
import { MAX_ATTACHMENT_BYTES } from '../../../shared/domain/entry.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { logger } from '../../../shared/lib/log.ts';
import type { Change } from './changes.ts';
import type { AttachmentFiles, AttachmentPlace } from '../cache/attachments.ts';
import { faultOf, type Fetch } from './session.ts';

const log = logger('attachments');

/** From the first byte asked for to the last. */
const FETCH_MS = 180_000;
/** More wait for these: an agent looks at one at a time. */
const AT_ONCE = 2;

export type Attachments = ReturnType<typeof attachmentsOver>;
export type AttachmentsOptions = {
  readonly backendUrl: string;
  readonly files: AttachmentFiles;
  readonly fetch: Fetch;
  readonly isOpen: () => boolean;
  readonly token: () => Promise<string>;
  /** Customers of this desk. */
  readonly customers: { has(customerId: string): boolean; ids(): string[] };
};

/** Every content is asked for once at a time, whoever wants it. */
export function attachmentsOver(options: AttachmentsOptions) {
  const { files } = options;
  const underWay = new Map<string, Promise<void>>();
  const waiting: (() => void)[] = [];
  const ending = new AbortController();
  let running = 0;
  let isStale = false;

  const turn = async (): Promise<void> => {
    if (running < AT_ONCE) running += 1;
    else await new Promise<void>(resolve => waiting.push(resolve));
  };
  const done = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
  const bring = async (place: AttachmentPlace, size: number): Promise<void> => {
    await turn();
    try {
      const body = await download(options, place.attachmentId, ending.signal);
      await files.keep(place, body, size);
      // Erased or withdrawn while it came.
      if (!options.customers.has(place.customerId)) files.forget(place.customerId);
      log.info('attachment.fetched', { attachmentId: place.attachmentId, size });
    } finally {
      done();
    }
  };

  files.keepOnly(options.customers.ids);
  return {
    state(place: AttachmentPlace): AttachmentState {
      if (underWay.has(place.attachmentId)) return 'fetching';
      return files.has(place) ? 'here' : 'away';
    },
    /** Resolves when it is here. Throws `offline`, `not-found`, `too-large`, `internal`. */
    async fetch(place: AttachmentPlace, size: number): Promise<void> {
      if (files.has(place)) return files.touch(place);
      if (size > MAX_ATTACHMENT_BYTES) throw new Fault('too-large', 'the attachment is larger than a desk keeps');
      if (!options.isOpen()) throw new Fault('offline', 'the desk is not connected');
      const same = underWay.get(place.attachmentId);
      const bringing = same ?? bring(place, size).finally(() => underWay.delete(place.attachmentId));
      underWay.set(place.attachmentId, bringing);
      await bringing;
    },
    forget: files.forget,
    fileOf: files.fileOf,
    /** After a page: customers who were withdrawn leave nothing, nor do those whom a snapshot did not bring back. */
    applied(changes: readonly Change[], reset: boolean, left: number): void {
      for (const change of changes)
        if (change.topic === 'customer' && !options.customers.has(change.customerId)) files.forget(change.customerId);
      isStale ||= reset;
      if (!isStale || left > 0) return;
      isStale = false;
      files.keepOnly(options.customers.ids);
    },
    async stop(): Promise<void> {
      ending.abort();
      await Promise.allSettled(underWay.values());
    },
  };
}

async function download(
  options: AttachmentsOptions,
  id: string,
  ended: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const { backendUrl, fetch } = options;
  const headers = { authorization: `Bearer ${await options.token()}` };
  const signal = AbortSignal.any([AbortSignal.timeout(FETCH_MS), ended]);
  const url = new URL(`/attachment/${encodeURIComponent(id)}`, backendUrl);
  let response: Response;
  try {
    response = await fetch(url, { headers, signal, redirect: 'error' });
  } catch (error) {
    throw new Fault('offline', `The backend at ${backendUrl} does not answer.`, { cause: error });
  }
  if (!response.ok) throw faultOf(response.status, await response.json().catch(() => null), backendUrl);
  return withFaults(response.body ?? new ReadableStream());
}

/** A connection that breaks half-way is a network that is away, and nothing worse. */
async function* withFaults(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) yield chunk;
  } catch (error) {
    throw new Fault('offline', 'the attachment did not come to its end', { cause: error });
  }
}
