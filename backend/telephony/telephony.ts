import type { CommandKind } from '../../shared/contract/commands.ts';
import type { Telephony } from '../connectors/telephony/adapter.ts';
import { newOperator } from './operator.ts';
import { newSwitchboard, type SwitchboardSetting } from './switchboard.ts';

/** After these something may be to be asked of the exchange. */
const MAY_ASK: readonly CommandKind[] = [
  'offer.accept',
  'work.finish',
  'call.control',
  'call.dial',
  'case.move',
  'work.transfer',
  'work.escalate',
  'work.endConsult',
  'work.leave',
  'work.conference',
  'work.completeTransfer',
  'work.reassign',
];

export type Calls = {
  /** A command of this kind has had its effect. */
  done(kind: CommandKind): void;
  /** Looks for what is still to be asked: left by a node that has gone. */
  look(): void;
  settle(): Promise<void>;
  start(): Promise<void>;
  stop(withinMs: number): Promise<void>;
};
const NO_CALLS: Calls = {
  done: () => undefined,
  look: () => undefined,
  settle: () => Promise.resolve(),
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};

/** What is joined to an exchange: who hears it, and who asks it. */
export function telephonyOver(telephony: Telephony | null, setting: Omit<SwitchboardSetting, 'telephony'>): Calls {
  if (telephony === null) return NO_CALLS;
  const switchboard = newSwitchboard({ ...setting, telephony });
  const operator = newOperator({ ...setting, telephony, switchboard });
  return {
    done: kind => (MAY_ASK.includes(kind) ? operator.kick() : undefined),
    async settle() {
      await operator.settle();
      await switchboard.settle();
    },
    look: () => operator.kick(),
    async start() {
      await switchboard.start();
      operator.kick();
    },
    async stop(withinMs) {
      await operator.settle(withinMs);
      await switchboard.stop();
    },
  };
}
