// What the bar's buttons and the keys do to the call; both go through here.
import { type CallAction, isConnected, otherLeg } from '../../shared/domain/call.ts';
import { sendBegun, type Subject } from '../stores/begun.ts';
import { askEnd, controlCall, isControlled, openKeypad, outsideLeg, ownCall, useCall } from '../stores/call.ts';
import { connectionOf, useConnection } from '../stores/connection.ts';
import { attempt } from '../stores/failures.ts';
import { askWrapUp } from '../stores/shell.ts';
import { callWaits, callWords } from '../text/call.ts';
import { focusHomeSoon } from '../ui/focus-home.ts';

const act = (action: CallAction, more: Parameters<typeof controlCall>[1] = {}): void =>
  void attempt(callWords.control, () => controlCall(action, more));

/** Everything but the end waits while the backend cannot be reached: a hold must not come late. */
export function canControl(): boolean {
  const connection = connectionOf(useConnection.getState());
  return isControlled(useCall.getState()) && connection !== null && callWaits[connection.state] === null;
}
const line = () => ownCall(useCall.getState())?.call ?? null;

export const toggleMute = (): void => act(line()?.muted ? 'unmute' : 'mute');
/** Not while another telephone is in the call: off hold the three would talk, which is a conference. */
export const toggleHold = (): void => {
  const call = line();
  if (call && !otherLeg(call)) act(call.onHold ? 'resume' : 'hold');
};
export const toggleRecording = (): void => act(line()?.recording === 'paused' ? 'record.resume' : 'record.pause');
export const sendDigit = (digit: string): void => act('keypad', { digits: digit });
/** Another telephone: asked first, or given the call at once. */
export const goOutside = (action: 'transfer' | 'consult', to: string, subject: Subject): void =>
  void attempt(callWords.control, () => sendBegun(subject, () => controlCall(action, { to })));
export const completeOutside = (): void => act('complete');
export const conferOutside = (): void => act('conference');
export const cancelOutside = (): void => act('cancel');

type OutsideId = 'call.outside' | 'call.complete' | 'call.conference' | 'call.cancel';
const OUTSIDE: readonly string[] = [
  'call.outside',
  'call.complete',
  'call.conference',
  'call.cancel',
] satisfies OutsideId[];
export const isOutside = (id: string): id is OutsideId => OUTSIDE.includes(id);

/** Whether it would do something now. */
export function canOutside(id: OutsideId): boolean {
  if (!canControl()) return false;
  const call = line();
  const leg = outsideLeg(useCall.getState());
  if (id === 'call.outside') return call !== null && isConnected(call) && !otherLeg(call);
  if (id === 'call.cancel') return leg !== null;
  return leg?.state === 'talking' && (id === 'call.complete' || call?.onHold === true);
}
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
  // The button that asked goes with the line.
  focusHomeSoon();
  act('end');
}

/** Runs what a key asks for where it can be done now. */
export function ifControlled(run: () => void): void {
  if (canControl()) run();
}

/** By key: nothing where it would do nothing. */
export const ifOutside = (id: OutsideId, go: () => void): void => (canOutside(id) ? go() : undefined);
