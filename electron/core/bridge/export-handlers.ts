import type { Handlers } from '../../../shared/contract/bridge.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import type { Context } from './context.ts';

export const exportHandlers = ({ exports }: Context) =>
  ({
    'export.start': ask => exports.start(ask),
    'export.read': () => exports.read(),
    'export.cancel': async ({ exportId }) => {
      await exports.cancel(exportId);
      return {};
    },
    'export.file': ({ exportId }) => exports.file(exportId),
    'export.printed': ({ exportId }) => exports.printed(exportId),
    'export.handedOut': async ({ exportId }) => {
      await exports.handedOut(exportId);
      return {};
    },
    /** The host's own: here is neither a person to ask nor a page to serve. */
    'export.save': () => {
      throw new Fault('denied', 'only a host saves');
    },
  }) satisfies Partial<Handlers>;
