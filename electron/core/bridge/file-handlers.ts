import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { CommandOf } from '../../../shared/contract/commands.ts';
import { whyNoFiles } from '../../../shared/domain/writing/files.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import type { DeskFile } from '../cache/desk-file.ts';
import { shownFile } from '../cache/out-files.ts';
import { type Context, missing } from './context.ts';

export const fileHandlers = ({ cache, file, takingFiles }: Context) =>
  ({
    'file.list': ({ customerId, caseId }) => file.outFiles.ofDraft(customerId, caseId).map(shownFile),
    'file.begin': offered => {
      if (!cache.customers.get(offered.customerId)) missing('customer');
      return takingFiles.begin(offered);
    },
    'file.part': ({ fileId, place, content }) => {
      takingFiles.part(fileId, place, Buffer.from(content, 'base64'));
      return {};
    },
    'file.end': ({ fileId }) => takingFiles.end(fileId),
    'file.remove': ({ fileId }) => {
      takingFiles.remove(fileId);
      return {};
    },
  }) satisfies Partial<Handlers>;

type Going = Pick<CommandOf<'reply.send'>['params'], 'customerId' | 'target' | 'files'>;

/**
 * The files that a reply names are of its draft, and its channel takes them.
 * @throws Fault bad-input, not-found
 */
export function checkFiles(
  { outFiles }: DeskFile,
  { customerId, target, files: ids = [] }: Going,
  caseId: string | null,
): void {
  const there = outFiles.ofDraft(customerId, caseId);
  const files = ids.map(id => there.find(file => file.id === id) ?? missing('file'));
  if (new Set(ids).size < ids.length) throw new Fault('bad-input', 'the same file twice');
  const wrong = whyNoFiles(files, target.channel, target.audience);
  if (wrong) throw new Fault('bad-input', `a file cannot go: ${wrong.why}`);
}
