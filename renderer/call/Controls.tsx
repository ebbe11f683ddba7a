import { useRef } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { OwnCall } from '../../shared/contract/bridge.ts';
import { type CallAction, otherLeg } from '../../shared/domain/call.ts';
import { keysOf } from '../keys/actions.ts';
import { askedOf, openKeypad, useCall } from '../stores/call.ts';
import { connectionOf, useConnection } from '../stores/connection.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { callWaits, callWords } from '../text/call.ts';
import { ariaKeys, keyHint } from '../text/keys.ts';
import { minutes } from '../text/time.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { toggleHold, toggleMute, toggleRecording } from './act.ts';
import css from './CallBar.module.css';
import { Keypad } from './Keypad.tsx';

type Line = NonNullable<OwnCall['call']>;
type ControlProps = {
  readonly icon: IconName;
  readonly label: string;
  /** What it says beside its name: the time on hold. */
  readonly more?: string | null;
  /** What was asked for and is not yet so. */
  readonly waits?: string | null;
  readonly keys: string;
  readonly pressed: boolean;
  readonly disabled: boolean;
  readonly folds?: boolean;
  readonly onChange: () => void;
  readonly ref?: React.Ref<HTMLButtonElement>;
};

function Control({ icon, label, more, waits = null, keys, pressed, disabled, folds, onChange, ref }: ControlProps) {
  const shortcut = keys ? { 'aria-keyshortcuts': ariaKeys(keys) } : {};
  return (
    <ToggleButton
      {...(ref ? { ref } : {})}
      className={css.control!}
      isSelected={pressed}
      isDisabled={disabled}
      onChange={onChange}
      render={props => <button {...props} {...shortcut} title={keys ? `${label} (${keyHint(keys)})` : label} />}
    >
      <Icon name={icon} />
      <span className={folds && waits === null ? css.folds : undefined}>{waits ?? label}</span>
      {more && waits === null ? <span className={css.count}> {more}</span> : null}
      {keys && !folds ? <Kbd keys={keyHint(keys)} /> : null}
    </ToggleButton>
  );
}

type Asked = keyof typeof callWords.asked;

/** Of these actions, the one that was asked for last and is not yet done, in words. */
const useAsked = (workItemId: string, ...actions: readonly Asked[]): string | null =>
  useOutbox(state => {
    const asked = askedOf(workItemId, outboxItems(state)).findLast((one): one is Asked =>
      (actions as readonly CallAction[]).includes(one),
    );
    return asked === undefined ? null : callWords.asked[asked];
  });

/** The recording, said in a word and a picture also while nobody may change it. */
function Recording({
  call,
  waits,
  disabled,
  keys,
}: {
  readonly call: Line;
  readonly waits: string | null;
  readonly disabled: boolean;
  readonly keys: string;
}) {
  if (call.recording === 'off') return <span className={css.unrecorded}>{callWords.notRecorded}</span>;
  const paused = call.recording === 'paused';
  return (
    <Control
      icon={paused ? 'paused' : 'recording'}
      label={paused ? callWords.paused : callWords.pause}
      waits={waits}
      keys={keys}
      pressed={paused}
      disabled={disabled}
      folds
      onChange={toggleRecording}
    />
  );
}

type Props = {
  readonly workItemId: string;
  readonly call: Line;
  readonly connected: boolean;
  readonly now: number;
};

export function Controls({ workItemId, call, connected, now }: Props) {
  const { keys } = useSession(settingsOf);
  const connection = useConnection(connectionOf);
  const keypad = useCall(state => state.keypad);
  const place = useRef<HTMLButtonElement>(null);
  const muting = useAsked(workItemId, 'mute', 'unmute');
  const holding = useAsked(workItemId, 'hold', 'resume');
  const pausing = useAsked(workItemId, 'record.pause', 'record.resume');
  const waits = connection === null || callWaits[connection.state] !== null;
  const held = call.onHold && call.heldSince !== null ? minutes(Math.max(0, now - call.heldSince)) : null;
  return (
    <div className={css.controls} role="group" aria-label={callWords.controls}>
      <Control
        icon={call.muted ? 'muted' : 'microphone'}
        label={call.muted ? callWords.muted : callWords.mute}
        waits={muting}
        keys={keysOf('call.mute', keys)}
        pressed={call.muted}
        disabled={waits}
        onChange={toggleMute}
      />
      <Control
        icon="hold"
        label={call.onHold ? callWords.onHold : callWords.hold}
        more={held}
        waits={holding}
        keys={keysOf('call.hold', keys)}
        pressed={call.onHold}
        disabled={waits || !connected || otherLeg(call) !== undefined}
        onChange={toggleHold}
      />
      <Control
        ref={place}
        icon="keypad"
        label={callWords.keypad}
        keys={keysOf('call.keypad', keys)}
        pressed={keypad}
        disabled={waits || !connected || call.onHold}
        folds
        onChange={() => openKeypad(!keypad)}
      />
      <Keypad at={place} open={keypad && !waits && connected && !call.onHold} />
      <Recording call={call} waits={pausing} disabled={waits} keys={keysOf('call.record', keys)} />
    </div>
  );
}
