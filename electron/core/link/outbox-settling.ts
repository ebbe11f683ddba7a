import { canMove } from '../../../shared/domain/outbox.ts';
import type { Kept } from '../cache/commands.ts';
import { type Introducing, isIntroduced, isIntroducing } from './introduced.ts';
import { isWords } from './lanes.ts';
import type { OutboxOptions } from './outbox-options.ts';

type Parts = Pick<OutboxOptions, 'file' | 'cache' | 'backendNow'> & { readonly tell: (kept: Kept) => void };

/**
 * Lets go of what the feed has brought back, so that words are never shown twice nor vanish. `complete`: the cache has
 * everything, so words of a customer whom this desk no longer sees cannot come any more. What was decided of an
 * introduction is waited for too: until it is back, it would be offered again.
 */
export function settling({ file, cache, backendNow, tell }: Parts) {
  const introductions = ({ params }: Introducing) =>
    cache.introductions.of(file.settings.agentId() ?? '', params.shiftFrom);
  const isBack = ({ command, entryId }: Kept): boolean => {
    const { places } = cache.entries;
    return places.ofCommand(command.id) !== null || (entryId !== null && places.get(entryId) !== null);
  };
  const isAwaited = ({ command, expiresAt }: Kept): boolean => {
    const isLate = expiresAt !== null && backendNow() >= expiresAt;
    return isIntroducing(command) && !isLate && !isIntroduced(command, introductions(command));
  };

  function settleNow(complete: boolean): void {
    for (const kept of file.commands.all()) {
      const { command, state, customerId } = kept;
      const orphan = complete && customerId !== null && cache.customers.get(customerId) === null;
      const done = canMove(state, 'settle') && (!isWords(command) || orphan) && !isAwaited(kept);
      if (!done && !(isWords(command) && isBack(kept))) continue;
      file.write(() => {
        file.commands.remove(command.id);
        file.outFiles.removeOf(command.id);
      });
      tell(kept);
    }
  }
  return settleNow;
}
