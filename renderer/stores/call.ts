// The call that this agent is on. The exchange carries it; this says how it stands and asks for changes.
import { create } from 'zustand';
import type { Input, OutboxItem, OwnCall } from '../../shared/contract/bridge.ts';
import { begunAbout } from '../../shared/contract/bridge/begun.ts';
import { type CallAction, type Leg, otherLeg } from '../../shared/domain/call.ts';
import { bridge } from '../bridge/bridge.ts';
import { failureWords } from '../text/shell.ts';
import { dropBegun, useBegunThings } from './begun.ts';
import { attempt } from './failures.ts';
import { reloader, unlessOffline } from './load.ts';

type CallState = {
  readonly own: OwnCall | null;
  readonly keypad: boolean;
  /** Asks whether to end it. */
  readonly ending: boolean;
  /** Asks which telephone outside. */
  readonly outside: boolean;
};

export const useCall = create<CallState>()(() => ({ own: null, keypad: false, ending: false, outside: false }));
export const ownCall = (state: CallState) => state.own;
/** The exchange can be asked something about it. */
export const isControlled = ({ own }: CallState): boolean => own?.call?.state === 'live' && own.call.exchange !== null;

/** What was asked of this call and is not yet done: the exchange has not been told, or has not said so. */
export const askedOf = (workItemId: string, items: readonly OutboxItem[]): readonly CallAction[] =>
  items
    .filter(one => one.workItemId === workItemId && (one.state === 'queued' || one.state === 'sent'))
    .flatMap(({ callAction }) => callAction ?? []);

/** The telephone beside the customer's and ours; null: there is none, or it is a colleague's who was asked in. */
export const outsideLeg = ({ own }: CallState): Leg | null =>
  own?.call && own.item.participants.length === 0 ? (otherLeg(own.call) ?? null) : null;

/** The line is closed; the work after it is not. */
export const isCallOver = ({ own }: CallState): boolean =>
  own?.call?.state === 'ended' || own?.call?.state === 'abandoned';

/** A question that fails because the core is away leaves the call on the screen: it goes on without us. */
export const loadCall = reloader(async () => takeCall(await bridge.call('call.read', {})), unlessOffline);

/** What telephone was being typed for a call that is over is of no use to anybody. */
function forgetNumber({ id, customerId }: OwnCall['item']): void {
  const subject = { about: begunAbout.outside(id), customerIds: [customerId] };
  if (useBegunThings.getState()[subject.about]) void attempt(failureWords.draft, () => dropBegun(subject));
}

export function takeCall(own: OwnCall | null): void {
  const isLive = own?.call?.state === 'live';
  const before = useCall.getState().own;
  if (before && !(isLive && before.item.id === own?.item.id)) forgetNumber(before.item);
  useCall.setState(({ keypad, ending, outside }) => ({
    own,
    keypad: keypad && isLive,
    ending: ending && isLive,
    outside: outside && isLive,
  }));
}

/** An entry of the customer who is on the line may be the call itself. */
export function callMayHaveChanged(customerId: string): void {
  if (useCall.getState().own?.item.customerId === customerId) void loadCall();
}

export const openKeypad = (keypad: boolean): void => useCall.setState({ keypad });
export const askOutside = (outside: boolean): void => useCall.setState({ outside });
export const askEnd = (ending: boolean): void => useCall.setState({ ending });

/** Written down first; the line follows when the exchange has done it. */
export async function controlCall(action: CallAction, more: Pick<Asked, 'digits' | 'to'> = {}): Promise<void> {
  const { own } = useCall.getState();
  if (own) await bridge.call('call.control', { workItemId: own.item.id, action, digits: null, ...more });
}
type Asked = Input<'call.control'>;

export async function dial(input: Input<'call.dial'>): Promise<void> {
  await bridge.call('call.dial', input);
}
