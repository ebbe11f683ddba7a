// What the bar's buttons and the keys do to the call; both go through here.
import type { CallAction } from '../../shared/domain/call.ts';
import { askEnd, controlCall, isControlled, openKeypad, ownCall, useCall } from '../stores/call.ts';
import { connectionOf, useConnection } from '../stores/connection.ts';
import { attempt } from '../stores/failures.ts';
import { askWrapUp } from '../stores/shell.ts';
import { callWaits, callWords } from '../text/call.ts';

const act = (action: CallAction, digits: string | null = null): void =>
  void attempt(callWords.control, () => controlCall(action, digits));

/** Everything but the end waits while the backend cannot be reached: a hold must not come late. */
export function canControl(): boolean {
  const connection = connectionOf(useConnection.getState());
  return isControlled(useCall.getState()) && connection !== null && callWaits[connection.state] === null;
}
const line = () => ownCall(useCall.getState())?.call ?? null;

export const toggleMute = (): void => act(line()?.muted ? 'unmute' : 'mute');
export const toggleHold = (): void => act(line()?.onHold ? 'resume' : 'hold');
export const toggleRecording = (): void => act(line()?.recording === 'paused' ? 'record.resume' : 'record.pause');
export const sendDigit = (digit: string): void => act('keypad', digit);
export const toggleKeypad = (): void => openKeypad(!useCall.getState().keypad);

/** A call that an exchange carries is ended first and wrapped up then; of any other only its work can be ended. */
export function end(): void {
  const own = ownCall(useCall.getState());
  if (!own) return;
  if (isControlled(useCall.getState())) askEnd(true);
  else askWrapUp(own.item.id);
}
export function endNow(): void {
  askEnd(false);
  act('end');
}

/** Runs what a key asks for where it can be done now. */
export function ifControlled(run: () => void): void {
  if (canControl()) run();
}
