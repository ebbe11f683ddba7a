import { useMemo } from 'react';
import { MAX_SELECTED } from '../../shared/domain/export/ask.ts';
import { shows } from '../../shared/domain/shows.ts';
import { exportNow } from '../export/targets.ts';
import { keysOf } from '../keys/actions.ts';
import type { Conversation } from '../stores/conversations.ts';
import { pickNone, picksOf, type PickTold, usePicks } from '../stores/picks.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { pickWords } from '../text/picks.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Announcer } from '../ui/Hidden.tsx';
import css from './Pick.module.css';
import { pickDayAtHand, pickInteractionAtHand } from './picking.ts';

const TOLD: { readonly [K in PickTold['kind']]: (told: Extract<PickTold, { kind: K }>) => string } = {
  'passed-over': ({ count }) => pickWords.passedOver(count),
  'let-go': ({ count }) => pickWords.letGo(count),
  'too-many': () => pickWords.tooMany(MAX_SELECTED),
};
const toldWords = (told: PickTold | null): string => (told ? TOLD[told.kind](told as never) : '');

/** How many entries of this customer are picked, what filters have to do with it, and what can be done with them. */
export function PickBar({ conversation }: { readonly conversation: Conversation }) {
  const { customer, filter } = conversation;
  const picked = usePicks(picksOf(customer.id));
  const told = usePicks(picks => picks.told);
  const { keys } = useSession(settingsOf);
  const hidden = useMemo(() => [...picked.values()].filter(one => !shows(filter, one)).length, [picked, filter]);
  const count = picked.size > 0 ? pickWords.picked(picked.size) : '';
  const more = [hidden > 0 ? pickWords.nowHidden(hidden) : '', toldWords(told)].filter(Boolean).join(' ');
  return (
    <>
      <Announcer words={[count, more].filter(Boolean).join('. ')} />
      {picked.size === 0 ? null : (
        <div className={css.bar} role="group" aria-label={pickWords.region}>
          <p className={css.said}>
            <b>{count}</b> {more}
          </p>
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
        </div>
      )}
    </>
  );
}
