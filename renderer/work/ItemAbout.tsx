import type { WorkItem } from '../../shared/domain/work.ts';
import { useWork } from '../stores/work.ts';
import { workWords } from '../text/work.ts';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import css from './ItemAbout.module.css';

/** `interactionId` left out: nobody here knows who can read it, as of work on the board. */
type Props = { readonly item: Pick<WorkItem, 'channel' | 'subject'> & Partial<Pick<WorkItem, 'interactionId'>> };

/** By which way and about what: so that two pieces of work of one person are told apart. */
export function ItemAbout({ item: { channel, subject, interactionId } }: Props) {
  const audience = useWork(({ audiences }) =>
    interactionId === undefined ? null : (audiences[interactionId] ?? 'private'),
  );
  const words = workWords.about(channel, audience, subject);
  return (
    <span className={css.about} title={words}>
      <Icon name={channelIcon(channel, audience ?? undefined)} size="sm" />
      <bdi className={css.words}>{words}</bdi>
    </span>
  );
}
