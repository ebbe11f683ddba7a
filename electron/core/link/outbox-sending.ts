import type { Command, CommandReply } from '../../../shared/contract/commands.ts';
import { LIMITS } from '../../../shared/contract/wire.ts';
import { canMove, movedCommand, type OutboxMove } from '../../../shared/domain/outbox.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { logger } from '../../../shared/lib/log.ts';
import type { Kept } from '../cache/commands.ts';
import { isFull } from '../cache/files/check.ts';
import { backOff } from './back-off.ts';
import { dueOf, isFinal, isTooLate, outcomeOf } from './lanes.ts';
import type { OutboxOptions } from './outbox-options.ts';

const log = logger('outbox');
/** Milliseconds until the file of a full disk is tried again. */
const FULL_MS = 2_000;

type Parts = Omit<OutboxOptions, 'cache' | 'changed'> & {
  readonly tell: (kept: Kept) => void;
  /** A command was answered: what the feed has brought back meanwhile can be let go of. */
  readonly settle: () => void;
};

/** Sends kept commands when they may go, each under its one id until it is answered, and moves them by the answer. */
export function sending(options: Parts) {
  const { file, clock, tell } = options;
  const inFlight = new Set<string>();
  /** Of those in flight: files on their way take minutes, and must not take the room of what is quick. */
  const bringing = new Set<string>();
  const undoable = new Map<string, number>();
  const paused = new Map<string, { until: number; attempt: number }>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const move = ({ command: { id }, state }: Kept, by: OutboxMove, why: Partial<Kept> = {}): void =>
    file.commands.move(id, { ...why, state: movedCommand(state, by) });

  /** Nobody can take it back any more. */
  const mayGo = ({ command }: Kept, now: number): boolean => {
    if ((undoable.get(command.id) ?? 0) > now) return false;
    undoable.delete(command.id);
    return true;
  };

  const refuseLate = (): void => {
    for (const kept of file.commands.all()) {
      if (!isTooLate(kept, options.backendNow()) || inFlight.has(kept.lane)) continue;
      move(kept, 'expire', { code: 'expired', reason: lateWords(kept.command) });
      log.info('command.expired', { commandId: kept.command.id, kind: kept.command.kind });
      tell(kept);
    }
  };

  const pauseLane = (lane: string): void => {
    const attempt = (paused.get(lane)?.attempt ?? -1) + 1;
    paused.set(lane, { until: clock.monotonic() + backOff(attempt, options.random(), options.pause), attempt });
  };

  const answered = (kept: Kept, reply: CommandReply): void => {
    const outcome = outcomeOf(reply);
    // It may have come back by the feed and left before its answer arrived.
    const now = file.commands.get(kept.command.id);
    if (!now) return;
    const { move: by, entryId, reason, code } = outcome;
    move(now, by, { entryId, reason, code });
    if (outcome.again) pauseLane(kept.lane);
    else paused.delete(kept.lane);
    log.info('command.answered', { commandId: kept.command.id, move: by, code });
    options.settle();
    tell(kept);
  };

  /** False: the command does not go now. One that may have been done is sent whatever becomes of its files: its answer counts. */
  const brought = async (kept: Kept, files: Promise<void>): Promise<boolean> => {
    bringing.add(kept.lane);
    const failed = await files.then(
      () => null,
      (error: unknown) => Fault.from(error),
    );
    bringing.delete(kept.lane);
    const isThere = !stopped && options.send() !== null && file.commands.get(kept.command.id) !== null;
    if (!isThere || !failed) return isThere;
    if (!isFinal(failed.code)) throw failed;
    if (kept.state !== 'queued') return true;
    move(kept, 'send');
    answered(kept, { ok: false, code: failed.code, reason: failed.message.slice(0, 500) });
    return false;
  };

  const dispatch = async (kept: Kept, send: (command: Command) => Promise<CommandReply>): Promise<void> => {
    inFlight.add(kept.lane);
    try {
      const files = options.bring(kept.command);
      if (files && !(await brought(kept, files))) return;
      if (canMove(kept.state, 'send')) {
        move(kept, 'send');
        tell(kept);
      }
      const reply = await send(kept.command);
      if (!stopped) answered(kept, reply);
    } catch (error) {
      // Whether it was done is not known: it stays `sent`, and goes out again under the same id.
      pauseLane(kept.lane);
      log.warn('command.unanswered', { commandId: kept.command.id }, error);
      if (isFull(error)) options.full(error);
    } finally {
      inFlight.delete(kept.lane);
      pump();
    }
  };

  const wakeLater = (now: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    const until = [...paused.values()].map(pause => pause.until - now).filter(ms => ms > 0);
    // One behind another of its lane is looked at when that one is answered: waking for it would spin until then.
    const late = file.commands
      .all()
      .filter(({ state, lane }) => state === 'queued' && !inFlight.has(lane))
      .flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt - options.backendNow()]));
    const undo = [...undoable.values()].map(at => at - now).filter(ms => ms > 0);
    const waits = [...until, ...late, ...undo];
    if (waits.length > 0) timer = setTimeout(pump, Math.min(60_000, Math.max(1, Math.ceil(Math.min(...waits)))));
  };

  /** Sends what may go now, and sees to it that it is called again when something else may. */
  function pump(): void {
    if (!stopped) unlessFull(pumpNow);
  }

  /** Of what runs by itself: no caller is there to be told. */
  function unlessFull(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!isFull(error)) throw error;
      options.full(error);
      clearTimeout(timer);
      timer = setTimeout(pump, FULL_MS);
    }
  }

  /** One moment decides who may go and who is waited for: a pause that ended between the two would be nobody's. */
  function pumpNow(): void {
    const now = clock.monotonic();
    refuseLate();
    const send = options.send();
    if (send) {
      const all = file.commands.all();
      const resting = [...paused].filter(([, { until }]) => until > now).map(([lane]) => lane);
      const busy = new Set([...inFlight, ...resting]);
      const room = LIMITS.commandsInFlight - inFlight.size + bringing.size;
      for (const kept of dueOf(all, busy, room, one => mayGo(one, now))) void dispatch(kept, send);
    }
    wakeLater(now);
  }

  return {
    /** Soon, and not within the transaction or the call that asks for it. */
    soon: (): void => void setImmediate(pump),
    /** For so many milliseconds it stays here, so that it can be taken back. */
    holdBack: (commandId: string, ms: number): void => void undoable.set(commandId, clock.monotonic() + ms),
    tookBack: (commandId: string): void => void undoable.delete(commandId),
    /** Somebody wants it tried now. */
    hurry: (lane: string): void => void paused.delete(lane),
    unlessFull,
    /** A new connection: what waited goes at once. */
    connected(): void {
      paused.clear();
      pump();
    },
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

const lateWords = ({ kind }: Command): string =>
  kind.startsWith('offer.') ? 'The offer has ended.' : 'It waited too long to be of use.';
