import type { ReplyWay as Way } from '../../shared/domain/reply-ways.ts';
import { smsLength } from '../../shared/domain/writing/counts.ts';
import type { MailWords } from '../../shared/domain/writing/mail.ts';
import type { Mode } from '../stores/drafts.ts';
import { composeWords } from '../text/compose.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Strip.module.css';
import type { Outgoing } from './outgoing.ts';

type StripProps = {
  readonly mode: Mode;
  readonly way: Way | undefined;
  /** Of a mail: whom the agent has put there, whoever wrote last. */
  readonly mail?: MailWords | null;
};

const privateWords = ({ target, to }: Way, mail: MailWords | null): string =>
  mail ? composeWords.mailStrip([...mail.to, ...mail.cc]) : composeWords.privateStrip(target.channel, to);

/** Who can read what is written here, said before a letter is written. */
export function Strip({ mode, way, mail = null }: StripProps) {
  if (mode === 'note')
    return (
      <p className={css.noteStrip}>
        <Icon name="note" size="sm" />
        {composeWords.noteStrip}
      </p>
    );
  if (!way) return null;
  const { channel, audience } = way.target;
  const isPublic = audience === 'public';
  return (
    <p className={isPublic ? css.publicStrip : css.privateStrip}>
      <Icon name={isPublic ? 'public' : 'private'} size="sm" />
      <span dir="auto">{isPublic ? composeWords.publicStrip(channel) : privateWords(way, mail)}</span>
    </p>
  );
}

/** A limit so far off that it is no news to most replies. */
const FAR = 1_000;

/** How much of it the network counts; where the limit is far, only once it is near. */
export function Counter({ out, isEmpty }: { readonly out: Outgoing; readonly isEmpty: boolean }) {
  const { counted, target, text } = out;
  const { length, limit, over, near } = counted;
  if (out.parts) return <span className={css.counter}>{composeWords.parts(out.parts.length)}</span>;
  if (over > 0) return <b className={css.over}>{composeWords.over(over)}</b>;
  if (target.channel === 'sms' && !isEmpty) {
    const sms = smsLength(text);
    const words = composeWords.sms(sms.length, sms.room, sms.segments);
    return <span className={near ? css.near : css.counter}>{words}</span>;
  }
  if (target.channel === 'sms' || (limit > FAR && !near)) return null;
  return <span className={near ? css.near : css.counter}>{composeWords.counter(length, limit)}</span>;
}

/** Stands behind the words when they leave, and is counted. */
export function SignOff({ signOff }: { readonly signOff: string }) {
  return <span className={css.counter}>{composeWords.signs(signOff)}</span>;
}
