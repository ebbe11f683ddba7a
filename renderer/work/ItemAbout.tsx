import type { WorkItem } from '../../shared/domain/work.ts';
import { useWork } from '../stores/work.ts';
import { workWords } from '../text/work.ts';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import { Said } from '../timeline/Said.tsx';
import css from './ItemAbout.module.css';

/** `interactionId` left out: nobody here knows who can read it, as of work on the board. */
type Props = { readonly item: Pick<WorkItem, 'channel' | 'subject'> & Partial<Pick<WorkItem, 'interactionId'>> };

/**
 * By which way and about what: so that two pieces of work of one person are told apart. The matter by itself: words from
 * right to left would else be cut off at their beginning.
 */
export function ItemAbout({ item: { channel, subject, interactionId } }: Props) {
  const audience = useWork(({ audiences }) =>
    interactionId === undefined ? null : (audiences[interactionId] ?? 'private'),
  );
  const way = workWords.about(channel, audience, '');
  return (
    <span className={css.about} title={workWords.about(channel, audience, subject)}>
      <Icon name={channelIcon(channel, audience ?? undefined)} size="sm" />
      <span className={css.way}>{subject === '' ? way : `${way}: `}</span>
      {subject === '' ? null : <Said className={css.words} text={subject} />}
    </span>
  );
}
