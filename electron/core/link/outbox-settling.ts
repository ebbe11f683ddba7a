import { canMove } from '../../../shared/domain/outbox.ts';
import type { Kept } from '../cache/commands.ts';
import { type Introducing, isIntroduced, isIntroducing } from './introduced.ts';
import { isWords } from './lanes.ts';
import type { OutboxOptions } from './outbox-options.ts';
import { isTaking, isUnheard } from './taking.ts';

/** Milliseconds for which files wait for a network's answer, or for their author: a week. */
const FILES_KEPT_MS = 7 * 24 * 3_600_000;

type Parts = Pick<OutboxOptions, 'file' | 'cache' | 'backendNow'> & { readonly tell: (kept: Kept) => void };

/**
 * Lets go of what the feed has brought back, so that words are never shown twice nor vanish. `complete`: the cache has
 * everything, so words of a customer whom this desk no longer sees cannot come any more. What was decided of an
 * introduction is waited for too: until it is back, it would be offered again; and an accept or a take, until this desk has
 * heard that the work is its agent's: words sent meanwhile go under it.
 */
export function settling({ file, cache, backendNow, tell }: Parts) {
  const introductions = ({ params }: Introducing) =>
    cache.introductions.of(file.settings.agentId() ?? '', params.shiftFrom);
  const isBack = ({ command, entryId }: Kept): boolean => {
    const { places } = cache.entries;
    return places.ofCommand(command.id) !== null || (entryId !== null && places.get(entryId) !== null);
  };
  const isAwaited = ({ command, expiresAt }: Kept): boolean => {
    if (expiresAt !== null && backendNow() >= expiresAt) return false;
    if (isTaking(command)) return isUnheard(command, cache);
    return isIntroducing(command) && !isIntroduced(command, introductions(command));
  };

  const deliveryOf = (commandId: string, entryId: string | null) => {
    const { places } = cache.entries;
    const place = places.ofCommand(commandId) ?? (entryId === null ? null : places.get(entryId));
    return (place && cache.entries.get(place.id)?.delivery?.state) ?? null;
  };
  const isGone = (customerId: string, complete: boolean): boolean =>
    complete && cache.customers.get(customerId) === null;

  /** The files of a reply outlive it until it is delivered, for its network may refuse it, and it is written again then. */
  const letGoOf = ({ command: { id }, entryId }: Kept, isOrphan: boolean): void => {
    file.commands.remove(id);
    if (isOrphan || deliveryOf(id, entryId) === 'confirmed') file.outFiles.removeOf(id);
    else file.outFiles.leave(id, Math.round(backendNow()));
  };

  /** Delivered, or nobody has written it again for so long, or its customer is not to be seen here any more. */
  function settleFiles(complete: boolean): void {
    for (const { commandId, customerId, leftAt } of file.outFiles.left()) {
      const isDone = deliveryOf(commandId, null) === 'confirmed' || backendNow() - leftAt >= FILES_KEPT_MS;
      if (isDone || isGone(customerId, complete)) file.write(() => file.outFiles.removeOf(commandId));
    }
  }

  function settleNow(complete: boolean): void {
    for (const kept of file.commands.all()) {
      const { command, state, customerId } = kept;
      const orphan = customerId !== null && isGone(customerId, complete);
      const done = canMove(state, 'settle') && (!isWords(command) || orphan) && !isAwaited(kept);
      if (!done && !(isWords(command) && isBack(kept))) continue;
      file.write(() => letGoOf(kept, orphan));
      tell(kept);
    }
    settleFiles(complete);
  }
  return settleNow;
}
