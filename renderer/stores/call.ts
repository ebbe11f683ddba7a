// The call that this agent is on. The exchange carries it; this says how it stands and asks for changes.
import { create } from 'zustand';
import type { Input, OwnCall } from '../../shared/contract/bridge.ts';
import type { CallAction } from '../../shared/domain/call.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

type CallState = {
  readonly own: OwnCall | null;
  readonly keypad: boolean;
  /** Asks whether to end it. */
  readonly ending: boolean;
};

export const useCall = create<CallState>()(() => ({ own: null, keypad: false, ending: false }));
export const ownCall = (state: CallState) => state.own;
/** The exchange can be asked something about it. */
export const isControlled = ({ own }: CallState): boolean => own?.call?.state === 'live' && own.call.exchange !== null;

/** The line is closed; the work after it is not. */
export const isCallOver = ({ own }: CallState): boolean =>
  own?.call?.state === 'ended' || own?.call?.state === 'abandoned';

/** A question that fails because the core is away leaves the call on the screen: it goes on without us. */
export const loadCall = reloader(async () => takeCall(await bridge.call('call.read', {})), unlessOffline);

export function takeCall(own: OwnCall | null): void {
  const isLive = own?.call?.state === 'live';
  useCall.setState(state => ({ own, keypad: state.keypad && isLive, ending: state.ending && isLive }));
}

/** An entry of the customer who is on the line may be the call itself. */
export function callMayHaveChanged(customerId: string): void {
  if (useCall.getState().own?.item.customerId === customerId) void loadCall();
}

export const openKeypad = (keypad: boolean): void => useCall.setState({ keypad });
export const askEnd = (ending: boolean): void => useCall.setState({ ending });

/** Written down first; the line follows when the exchange has done it. */
export async function controlCall(action: CallAction, digits: string | null = null): Promise<void> {
  const { own } = useCall.getState();
  if (own) await bridge.call('call.control', { workItemId: own.item.id, action, digits });
}

export async function dial(input: Input<'call.dial'>): Promise<void> {
  await bridge.call('call.dial', input);
}
