import type { Session } from '../../../shared/contract/wire.ts';
import { SIGNED_OUT_HERE } from '../../../shared/contract/bridge/session.ts';
import type { Paused } from '../../../shared/domain/sleep.ts';
import { attachmentFiles } from '../cache/attachments.ts';
import { signingOut } from '../signing-out.ts';
import { attachmentsOver } from '../link/attachments.ts';
import type { Ingested, OpenPage } from '../link/ingest.ts';
import { type Link, startLink } from '../link/link.ts';
import { olderHistory } from '../link/older.ts';
import { openOutbox } from '../link/outbox.ts';
import { takingIn } from '../link/taking-in.ts';
import { uploadsOver } from '../link/uploads.ts';
import type { Given } from './given.ts';
import type { Kept } from './kept.ts';
import type { ToldParts } from './told.ts';

/** What others do with what comes, and what the link asks them when it dials. */
export type WayOptions = {
  given: Given;
  kept: Kept;
  told: ToldParts;
  isAsked: () => boolean;
  applied: (page: OpenPage, result: Ingested) => void;
  signedIn: (session: Session) => void;
  paused: () => Paused | undefined;
};

/** The way to the backend and back: pages in, commands out, and what is asked for beside the feed. */
export function wayToBackend(options: WayOptions) {
  const { given, kept, told } = options;
  const { cache } = kept;
  const { clock } = given;
  const link = startLink({
    ...given.config,
    clock,
    random: given.random,
    timings: given.timings,
    dial: given.dial,
    fetch: given.fetch,
    paused: options.paused,
    place: () => {
      const { cursor, incarnation } = cache.feedState.read();
      return { after: cursor, incarnation };
    },
    ingest: takingIn({
      cache,
      clock,
      upkeep: kept.upkeep,
      isBusy: options.isAsked,
      isAwaited: given.isAwaited,
      between: kept.checkpoints.between,
    }),
    applied: options.applied,
    writing: () => cache.writing.ended(),
    session: options.signedIn,
    loose: (name, said) => told.others.hear(name, said),
    failed: told.troubles.failed,
    changed: () => told.pushes.connection(),
    withdrawn: () => access.withdrawn(),
    signedOut: given.config.signedOut ? SIGNED_OUT_HERE : null,
  });
  const access = signingOut({ wipe: given.config.wipe, signOut: link.signOut, empty: given.empty });
  const { uploads, outbox } = outgoing(options, link);
  const attachments = attachmentsBy(options, link);
  const loadOlder = olderHistory({
    cache,
    request: link.request,
    now: clock.now,
    monotonic: clock.monotonic,
    changed: told.timelineChanged,
  });

  return {
    link,
    access,
    outbox,
    attachments,
    loadOlder,
    sendNoMore(): void {
      outbox.stop();
      uploads.stop();
    },
    async stop(): Promise<void> {
      await attachments.stop();
      await link.stop();
    },
  };
}
export type Way = ReturnType<typeof wayToBackend>;

/** What an agent says goes into the outbox; the files that it names go before it. */
function outgoing({ given, kept, told }: WayOptions, link: Link) {
  const { pushes } = told;
  const uploads = uploadsOver({
    backendUrl: given.config.backendUrl,
    files: kept.file.outFiles,
    fetch: given.fetch,
    token: link.token,
  });
  const outbox = openOutbox({
    file: kept.file,
    cache: kept.cache,
    clock: given.clock,
    random: given.random,
    backendNow: link.backendNow,
    bring: uploads.bring,
    send: () => (link.isOpen() ? command => link.request('command', command) : null),
    changed: customerId => {
      pushes.add({ topic: 'outbox' });
      if (customerId !== null) told.timelineChanged(customerId);
      pushes.connection();
    },
    pause: given.timings.pause,
    full: told.troubles.failed,
  });
  return { uploads, outbox };
}

const attachmentsBy = ({ given, kept }: WayOptions, link: Link) =>
  attachmentsOver({
    backendUrl: given.config.backendUrl,
    files: attachmentFiles({
      folder: given.places.attachments,
      now: given.clock.now,
      key: given.config.keys?.cache ?? null,
    }),
    fetch: given.fetch,
    isOpen: link.isOpen,
    token: link.token,
    customers: {
      has: id => kept.cache.customers.get(id) !== null,
      ids: () => kept.cache.customers.all().map(({ id }) => id),
    },
  });
