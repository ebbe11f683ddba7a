import type { OutboxItem } from '../../../shared/contract/bridge.ts';
import type { Command } from '../../../shared/contract/commands.ts';
import { canMove } from '../../../shared/domain/outbox.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { type Kept, outboxItemOf } from '../cache/commands.ts';
import type { DeskFile } from '../cache/desk-file.ts';
import { isWords, laneOf, wordsOfCommand, workOf } from './lanes.ts';
import type { Ask, OutboxOptions } from './outbox-options.ts';
import { sending } from './outbox-sending.ts';
import { settling } from './outbox-settling.ts';

/** Takes the agent's commands and keeps them on disk until the backend has answered and the feed has brought them back. */
export function openOutbox(options: OutboxOptions) {
  const { file, cache, clock } = options;
  /** The conversation that its work is about; null: it names none, or none that is known here. */
  const interactionOf = (command: Command): string | null =>
    cache.workItems.get(workOf(command) ?? '')?.interactionId ?? null;
  const nameOf = ({ customerId }: Kept): string | null => cache.customers.get(customerId ?? '')?.name ?? null;
  /** Whoever is told of a refusal can go on with their words before they take them back. */
  const wordsOf = ({ command, state }: Kept): Pick<OutboxItem, 'words'> =>
    state === 'refused' ? { words: wordsOfCommand(command) } : {};
  const tell = ({ command, customerId }: Kept): void => options.changed(isWords(command) ? customerId : null);
  const settleNow = settling({ ...options, tell });
  const settle = (complete: boolean): void => out.unlessFull(() => settleNow(complete));
  const out = sending({ ...options, tell, settle: () => settle(false) });

  const keep = (ask: Ask, at: number): Kept => ({
    command: ask.command,
    lane: laneOf(ask.command, { customerId: ask.customerId, interactionId: interactionOf(ask.command) }),
    state: 'queued',
    at,
    customerId: ask.customerId,
    expiresAt: ask.expiresAt ?? null,
    entryId: null,
    reason: null,
    code: null,
  });

  /** What may go goes first: the screen is told once, of what has left. */
  const goAndTell = (kept: Kept): void => {
    out.soon();
    tell(kept);
  };

  return {
    /** Written to disk when this returns; `also` is written in the same transaction. */
    add(ask: Ask, also: () => void = () => {}): OutboxItem {
      file.mustKeep();
      const kept = keep(ask, clock.now());
      file.write(() => {
        if (ask.command.kind === 'presence.set') dropOlderPresence(file);
        file.commands.add(kept);
        also();
      });
      if (ask.undoMs) out.holdBack(ask.command.id, ask.undoMs);
      goAndTell(kept);
      return outboxItemOf(kept);
    },
    /** A refused command again, as a new one: the old id would get the old answer. One that waits goes now. */
    retry(commandId: string, renew: (command: Command) => Command): OutboxItem {
      const kept = file.commands.get(commandId) ?? gone();
      out.hurry(kept.lane);
      if (kept.state !== 'refused') {
        out.soon();
        return outboxItemOf(kept);
      }
      const { customerId, expiresAt } = kept;
      const again = keep({ command: renew(kept.command), customerId, expiresAt }, clock.now());
      file.write(() => {
        file.commands.remove(commandId);
        file.commands.add(again);
        file.outFiles.move(commandId, again.command.id);
      });
      goAndTell(kept);
      return outboxItemOf(again);
    },
    /**
     * Its words; its files are the draft's again. `putBack` makes a draft of it in the same transaction. Throws `conflict`
     * once it may have left the desk.
     */
    takeBack(commandId: string, putBack: (kept: Kept) => void = () => {}): string | null {
      const kept = file.commands.get(commandId) ?? gone();
      if (!canMove(kept.state, 'take-back')) throw new Fault('conflict', 'the command has left the desk');
      const owed = owedFor(kept.command);
      if (owed !== null) throw new Fault('denied', owed);
      file.write(() => {
        file.commands.remove(commandId);
        putBack(kept);
        file.outFiles.move(commandId, null);
      });
      out.tookBack(commandId);
      goAndTell(kept);
      return wordsOfCommand(kept.command);
    },
    items: (): OutboxItem[] =>
      file.commands.all().map(kept => ({ ...outboxItemOf(kept), ...wordsOf(kept), customerName: nameOf(kept) })),
    waiting: () => file.commands.waiting(),
    connected: out.connected,
    settle,
    stop: out.stop,
  };
}
export type Outbox = ReturnType<typeof openOutbox>;

/** Only the last wish counts; one that may have been heard is left to its answer. */
function dropOlderPresence(file: DeskFile): void {
  for (const { command, state } of file.commands.all())
    if (command.kind === 'presence.set' && canMove(state, 'replace')) file.commands.remove(command.id);
}

/** What the desk itself owes the backend, whatever the agent wants; null: it is the agent's own. */
function owedFor({ kind }: Command): string | null {
  if (kind === 'export.record') return 'what was exported stays recorded';
  return kind === 'erasure.confirm' ? 'what was erased is confirmed' : null;
}

function gone(): never {
  throw new Fault('not-found', 'no such command');
}
