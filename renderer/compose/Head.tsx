import type { Opened } from '../../shared/contract/bridge.ts';
import { connectionState, isAloneIn, useConnection } from '../stores/connection.ts';
import { setMode, write, type Writings } from '../stores/drafts.ts';
import { teamOf, useSession } from '../stores/session.ts';
import { composeWords } from '../text/compose.ts';
import { Segment } from '../ui/Segment.tsx';
import css from './Head.module.css';
import { handlesOn, type Outgoing } from './outgoing.ts';
import { SettleMenu } from './SettleMenu.tsx';
import { TargetMenu } from './TargetMenu.tsx';

/** The one that is not shown says so when there is something in it. */
const modesOf = ({ mode, reply, note }: Writings) => [
  {
    id: 'reply' as const,
    label: mode === 'note' && reply.text ? composeWords.withDraft(composeWords.reply) : composeWords.reply,
  },
  {
    id: 'note' as const,
    label: mode === 'reply' && note.text ? composeWords.withDraft(composeWords.note) : composeWords.note,
    icon: 'note' as const,
  },
];

type Props = { readonly opened: Opened; readonly writings: Writings; readonly out: Outgoing | null };

/** To whom one writes, where it goes and as whom; and what can be done instead of writing. */
export function Head({ opened, writings, out }: Props) {
  const isAlone = useConnection(isAloneIn);
  const connection = useConnection(connectionState);
  const waits = connection && composeWords.waits[connection];
  const team = useSession(teamOf);
  const customerId = opened.customer.id;
  const isReply = writings.mode === 'reply';
  return (
    <div className={css.row}>
      <Segment
        label={composeWords.write}
        options={modesOf(writings)}
        value={writings.mode}
        onChange={chosen => setMode(customerId, chosen)}
      />
      {!isReply || opened.ways.length === 0 ? null : (
        <TargetMenu
          ways={opened.ways}
          target={out?.target}
          handles={out ? handlesOn(team, out.target) : []}
          onChoose={target => {
            const isOther = target.interactionId !== out?.target.interactionId;
            write(customerId, 'reply', { target, ...(isOther ? { subject: null, mail: null, thread: null } : {}) });
          }}
        />
      )}
      <span className={css.grow} />
      {waits === null || !isReply ? null : <span className={css.quiet}>{isAlone ? composeWords.alone : waits}</span>}
      <SettleMenu opened={opened} target={out?.target} />
    </div>
  );
}
