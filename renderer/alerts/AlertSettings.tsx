import { type ReactNode, useEffect, useState } from 'react';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import { RINGS } from '../../shared/contract/bridge/session.ts';
import type { Settings } from '../../shared/contract/bridge.ts';
import { attempt } from '../stores/failures.ts';
import { changeSettings, settingsOf, useSession } from '../stores/session.ts';
import { openOver, useShell } from '../stores/shell.ts';
import { alertWords } from '../text/alerts.ts';
import { failureWords } from '../text/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Segment } from '../ui/Segment.tsx';
import css from './AlertSettings.module.css';
import { askToNotify, mayNotify } from './page-notification.ts';
import { soundDevices, tryRing } from './ringer.ts';

const keep = (change: Partial<Settings>): void => void attempt(failureWords.settings, () => changeSettings(change));
const ON_OFF = [
  { id: 'on', label: alertWords.on },
  { id: 'off', label: alertWords.off },
] as const;

type LineProps = { readonly name: string; readonly hint?: string | null; readonly children: ReactNode };

function Line({ name, hint, children }: LineProps) {
  return (
    <div className={css.line}>
      <span className={css.name}>
        {name}
        {hint ? <span className={css.hint}>{hint}</span> : null}
      </span>
      <span className={css.value}>{children}</span>
    </div>
  );
}

function Sound() {
  const settings = useSession(settingsOf);
  const { ring, ringVolume } = settings;
  return (
    <>
      <Line name={alertWords.ring}>
        <Segment
          label={alertWords.ring}
          value={ring}
          options={RINGS.map(id => ({ id, label: alertWords.rings[id] }))}
          onChange={next => keep({ ring: next })}
        />
      </Line>
      <div className={css.line}>
        <Slider
          className={css.slider!}
          defaultValue={ringVolume}
          minValue={0}
          maxValue={100}
          step={5}
          isDisabled={ring === 'none'}
          onChangeEnd={value => keep({ ringVolume: Array.isArray(value) ? (value[0] ?? 0) : value })}
        >
          <Label className={css.name!}>{alertWords.volume}</Label>
          <SliderTrack className={css.track!}>
            <SliderThumb className={css.thumb!} />
          </SliderTrack>
          <SliderOutput className={css.figure!} />
        </Slider>
        <Button isDisabled={ring === 'none'} onPress={() => tryRing(settings)}>
          {alertWords.hear}
        </Button>
      </div>
    </>
  );
}

type Devices = Awaited<ReturnType<typeof soundDevices>>;

function Device() {
  const { ringDevice } = useSession(settingsOf);
  const [devices, setDevices] = useState<Devices>([]);
  useEffect(() => void soundDevices().then(setDevices), []);
  if (devices.length === 0 && ringDevice === null)
    return (
      <Line name={alertWords.device} hint={alertWords.devicesUntold}>
        {alertWords.noDevice}
      </Line>
    );
  const chosen = devices.find(({ id }) => id === ringDevice);
  const said = ringDevice === null ? alertWords.noDevice : (chosen?.label ?? alertWords.lostDevice);
  return (
    <Line name={alertWords.device}>
      <Menu
        label={alertWords.device}
        renderTrigger={menu => (
          <button {...menu} className={css.choice}>
            <bdi>{said}</bdi>
            <Icon name="down" size="sm" />
          </button>
        )}
        groups={[
          {
            id: 'device',
            chosen: [ringDevice ?? ''],
            entries: [{ id: '', label: alertWords.noDevice }, ...devices],
          },
        ]}
        onAction={id => keep({ ringDevice: id || null })}
      />
    </Line>
  );
}

/** In a browser the system asks once, and only because the agent clicked. */
function Notifications() {
  const { notify } = useSession(settingsOf);
  const inBrowser = useSession(session => session.host === 'browser');
  const [may, setMay] = useState(mayNotify);
  const hint = { denied: alertWords.denied, none: alertWords.notHere, default: null, granted: null }[may];
  return (
    <Line name={alertWords.notify} hint={(inBrowser ? hint : null) ?? alertWords.notifyHint}>
      {inBrowser && notify && may === 'default' ? (
        <Button onPress={() => void askToNotify().then(setMay)}>{alertWords.allow}</Button>
      ) : null}
      <Segment
        label={alertWords.notify}
        value={notify ? 'on' : 'off'}
        options={ON_OFF}
        onChange={value => keep({ notify: value === 'on' })}
      />
    </Line>
  );
}

function Raise() {
  const { raise } = useSession(settingsOf);
  return (
    <Line name={alertWords.raise} hint={alertWords.raiseHint}>
      <Segment
        label={alertWords.raise}
        value={raise ? 'on' : 'off'}
        options={ON_OFF}
        onChange={value => keep({ raise: value === 'on' })}
      />
    </Line>
  );
}

/** How this desk says that something rings. */
export function AlertSettings() {
  const open = useShell(shell => shell.over === 'alerts');
  const onDesktop = useSession(session => session.host === 'electron');
  return (
    <Dialog open={open} onClose={() => openOver(null)} title={alertWords.title} width="lg">
      <Sound />
      <Device />
      <Notifications />
      {onDesktop ? <Raise /> : null}
    </Dialog>
  );
}
