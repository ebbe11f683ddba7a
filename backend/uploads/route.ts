// `POST /upload` and `PUT /upload/ID/PART`: the way in for files that go out with a reply.
import type { IncomingMessage } from 'node:http';
import { type UploadAsk, uploadSchema, type UploadState } from '../../shared/contract/uploads.ts';
import { idSchema } from '../../shared/domain/primitives.ts';
import { FILE_PART_BYTES } from '../../shared/domain/writing/files.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { bodyOf, bytesOf, jsonOf } from '../session/body.ts';

const MAX_ASK = 10_000;
const PART = /^\/upload\/([^/]{1,200})\/(\d{1,4})$/;

export type UploadServices = {
  upload(agentId: string, asked: UploadAsk): Promise<UploadState>;
  uploadPart(agentId: string, uploadId: string, place: number, bytes: Buffer): Promise<UploadState>;
};
type Parts = {
  readonly services: UploadServices;
  /** Who asks. Throws `unauthenticated`; before a byte of the body is read. */
  readonly agentOf: (request: IncomingMessage) => Promise<string>;
};

/** What answers at this address; null: it is another's. */
export function uploadRoute(
  { services, agentOf }: Parts,
  method: string | undefined,
  path: string,
): ((request: IncomingMessage) => Promise<UploadState>) | null {
  if (method === 'POST' && path === '/upload')
    return async request => {
      const agentId = await agentOf(request);
      const asked = uploadSchema.safeParse(jsonOf(await bodyOf(request, MAX_ASK)));
      if (!asked.success) throw new Fault('bad-input', `an upload: ${asked.error.issues[0]?.path.join('.') ?? ''}`);
      return services.upload(agentId, asked.data);
    };
  const [, named, place] = (method === 'PUT' && PART.exec(path)) || [];
  if (named === undefined) return null;
  return async request => {
    const agentId = await agentOf(request);
    return services.uploadPart(agentId, uploadIdOf(named), Number(place), await bytesOf(request, FILE_PART_BYTES));
  };
}

function uploadIdOf(named: string): string {
  const id = idSchema.safeParse(safelyDecoded(named));
  if (!id.success || id.data.includes('\0')) throw new Fault('not-found', 'no such upload');
  return id.data;
}

function safelyDecoded(named: string): string {
  try {
    return decodeURIComponent(named);
  } catch {
    return '';
  }
}
