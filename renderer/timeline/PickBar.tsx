import { useMemo } from 'react';
import { MAX_SELECTED } from '../../shared/domain/export/ask.ts';
import { shows } from '../../shared/domain/shows.ts';
import { exportNow } from '../export/targets.ts';
import { keysOf } from '../keys/actions.ts';
import type { Conversation } from '../stores/conversations.ts';
import { dismissTold, pickNone, picksOf, type PickTold, toldAt, usePicks } from '../stores/picks.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { keyHint } from '../text/keys.ts';
import { pickWords } from '../text/picks.ts';
import { noticeActions } from '../text/shell.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Announcer } from '../ui/Hidden.tsx';
import css from './Pick.module.css';
import { pickDayAtHand, pickInteractionAtHand } from './picking.ts';

type Words<K extends PickTold['kind']> = (told: Extract<PickTold, { kind: K }>, keys: string) => string;
const TOLD: { readonly [K in PickTold['kind']]: Words<K> } = {
  'passed-over': ({ count }) => pickWords.passedOver(count),
  'let-go': ({ count }) => pickWords.letGo(count),
  'too-many': () => pickWords.tooMany(MAX_SELECTED),
  nothing: (_told, keys) => pickWords.nothing(keys),
};
/** `keys`: that pick one entry. */
const toldWords = (told: PickTold | null, keys: string): string => (told ? TOLD[told.kind](told as never, keys) : '');

function Acts() {
  const { keys } = useSession(settingsOf);
  return (
    <span className={css.acts}>
      <Button kind="quiet" onPress={pickDayAtHand}>
        {pickWords.day}
      </Button>
      <Button kind="quiet" onPress={pickInteractionAtHand}>
        {pickWords.interaction}
      </Button>
      <Button icon="export" keys={keysOf('pick.export', keys)} onPress={exportNow}>
        {pickWords.export}
      </Button>
      <IconButton icon="close" keys={keysOf('pick.none', keys)} label={pickWords.clear} onPress={pickNone} />
    </span>
  );
}

/** How many entries of this customer are picked, what filters have to do with it, and what can be done with them. */
export function PickBar({ conversation }: { readonly conversation: Conversation }) {
  const { customer, filter, key } = conversation;
  const picked = usePicks(picksOf(customer.id));
  const told = usePicks(toldAt(key));
  const { keys } = useSession(settingsOf);
  const hidden = useMemo(() => [...picked.values()].filter(one => !shows(filter, one)).length, [picked, filter]);
  const count = picked.size > 0 ? pickWords.picked(picked.size) : '';
  const said = toldWords(told, keyHint(keysOf('pick.entry', keys)));
  const more = [hidden > 0 ? pickWords.nowHidden(hidden) : '', said].filter(Boolean).join(' ');
  const isAsked = told?.kind === 'nothing';
  return (
    <>
      <Announcer words={[count, more].filter(Boolean).join('. ')} />
      {picked.size === 0 && !isAsked ? null : (
        <div className={css.bar} role="group" aria-label={pickWords.region}>
          <p className={css.said}>
            {count ? <b>{count}</b> : null} {more}
          </p>
          {picked.size > 0 ? <Acts /> : <IconButton icon="close" label={noticeActions.dismiss} onPress={dismissTold} />}
        </div>
      )}
    </>
  );
}
