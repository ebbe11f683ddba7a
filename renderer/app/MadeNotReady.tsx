import { useRef } from 'react';
import { AWAY, CONNECTION_LOST, MISSED_OFFERS } from '../../shared/domain/presence.ts';
import { keysOf } from '../keys/actions.ts';
import { attempt } from '../stores/failures.ts';
import { askPresence, madeNotReady, usePresence } from '../stores/presence.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { failureWords, notReadyWords, presenceWords } from '../text/shell.ts';
import { clockTime } from '../text/time.ts';
import { Button } from '../ui/Button.tsx';
import { PresenceShape } from '../ui/PresenceShape.tsx';
import { useNextNotice } from './Banner.tsx';
import css from './Banners.module.css';

const WORDS: Readonly<Record<string, string>> = {
  [CONNECTION_LOST]: notReadyWords.lost,
  [AWAY]: notReadyWords.away,
  [MISSED_OFFERS]: notReadyWords.missed,
};

const back = (): void => void attempt(failureWords.presence, () => askPresence({ state: 'available', reason: null }));

function Told({ why, since }: { readonly why: string; readonly since: number }) {
  const { keys } = useSession(settingsOf);
  const box = useRef<HTMLDivElement>(null);
  useNextNotice(box);
  return (
    <div ref={box} className={`${css.banner} ${css.stale}`} role="group" aria-label={presenceWords.states['not-ready']}>
      <PresenceShape state="not-ready" />
      <p>
        <b>{notReadyWords.since(clockTime(since))}</b> {why}
      </p>
      <Button kind="primary" keys={keysOf('presence.available', keys)} onPress={back}>
        {notReadyWords.back}
      </Button>
    </div>
  );
}

/** Who is Not Ready without having asked for it reads why, and is back with one key. */
export function MadeNotReady() {
  const presence = usePresence(madeNotReady);
  const why = WORDS[presence?.reason ?? ''];
  return presence && why !== undefined ? <Told why={why} since={presence.since} /> : null;
}
