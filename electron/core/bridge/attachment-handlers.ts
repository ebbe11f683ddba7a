import type { Handlers } from '../../../shared/contract/bridge.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { type Context, missing } from './context.ts';

type Asked = { entryId: string; attachmentId: string };

export const attachmentHandlers = (context: Context) => {
  const { cache, attachments } = context;
  /** Only what an entry of this desk names: rights that are gone take the entry, and with it the way to its files. */
  const find = ({ entryId, attachmentId }: Asked) => {
    const entry = cache.entries.get(entryId) ?? missing('entry');
    const attachment = entry.attachments.find(({ id }) => id === attachmentId) ?? missing('attachment');
    return { attachment, place: { customerId: entry.customerId, attachmentId } };
  };
  return {
    'attachment.states': ({ entryId }) => {
      const entry = cache.entries.get(entryId) ?? missing('entry');
      return entry.attachments.map(({ id: attachmentId }) => ({
        attachmentId,
        state: attachments.state({ customerId: entry.customerId, attachmentId }),
      }));
    },
    'attachment.fetch': async asked => {
      const { attachment, place } = find(asked);
      const { name, type, size, kept } = attachment;
      if (!kept) throw new Fault('not-found', 'the content of this attachment was not kept');
      await attachments.fetch(place, size);
      return { name, type, size, file: attachments.fileOf(place) };
    },
    /** Both are the host's own: here is neither a person to ask nor a page to serve. */
    'attachment.save': () => {
      throw new Fault('denied', 'only a host saves');
    },
    'mail.show': () => {
      throw new Fault('denied', 'only a host shows mail');
    },
  } satisfies Partial<Handlers>;
};
