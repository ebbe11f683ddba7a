import type { EntryOf } from '../../shared/domain/entry.ts';
import type { Ask } from '../connectors/telephony/adapter.ts';
import type { Scene } from './command.ts';

/** The exchange is asked once this has committed (telephony/operator.ts), under the command's id. */
export function askExchange({ changes, commandId, now }: Scene, entry: EntryOf<'call'>, ask: Ask): void {
  const { exchange, exchangeId } = entry.call;
  if (exchange === null || exchangeId === null) return;
  changes.put('callAsk', { id: commandId, call_id: exchangeId, entry_id: entry.id, ask, at: now });
}
