import { useState } from 'react';
import { ACTION_IDS, type ActionId } from '../keys/actions.ts';
import { attempt } from '../stores/failures.ts';
import { changeSettings, settingsOf, useSession } from '../stores/session.ts';
import { openOver, useShell } from '../stores/shell.ts';
import { keysWords } from '../text/keys.ts';
import { failureWords } from '../text/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { Segment } from '../ui/Segment.tsx';
import css from './KeyHelp.module.css';
import { KeyLine } from './KeyLine.tsx';

const keep = (change: Parameters<typeof changeSettings>[0]): void =>
  void attempt(failureWords.settings, () => changeSettings(change));

function Table() {
  const { singleKeys, keys } = useSession(settingsOf);
  const [asking, setAsking] = useState<ActionId | null>(null);
  return (
    <>
      <div className={css.top}>
        <Segment
          label={keysWords.singles}
          value={singleKeys ? 'on' : 'off'}
          options={[
            { id: 'on', label: keysWords.on },
            { id: 'off', label: keysWords.off },
          ]}
          onChange={value => keep({ singleKeys: value === 'on' })}
        />
        <p>
          {keysWords.singlesHint} {keysWords.changeHint}
        </p>
        <Button isDisabled={Object.keys(keys).length === 0} onPress={() => keep({ keys: {} })}>
          {keysWords.reset}
        </Button>
      </div>
      <ul className={css.table}>
        {ACTION_IDS.map(id => (
          <KeyLine key={id} id={id} isAsking={asking === id} onAsk={setAsking} />
        ))}
      </ul>
      <h3 className={css.title}>{keysWords.fixed}</h3>
      <ul className={css.table}>
        {keysWords.fixedKeys.map(([key, what]) => (
          <li key={key} className={css.line}>
            <span>{what}</span>
            <Kbd keys={key} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** All keys, where they can be changed. */
export function KeyHelp() {
  const open = useShell(shell => shell.over === 'keys');
  return (
    <Dialog open={open} onClose={() => openOver(null)} title={keysWords.title} width="lg">
      <Table />
    </Dialog>
  );
}
