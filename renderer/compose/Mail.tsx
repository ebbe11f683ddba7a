import { useState } from 'react';
import type { Opened } from '../../shared/contract/bridge.ts';
import type { ReplyWay as Way } from '../../shared/domain/reply-ways.ts';
import { addressOf, MAX_RECIPIENTS, type MailWords, othersIn, quoteOf } from '../../shared/domain/writing/mail.ts';
import { isLoaded, nameOf, useAbout, useDrafts, write } from '../stores/drafts.ts';
import { teamOf, useSession } from '../stores/session.ts';
import { composeWords } from '../text/compose.ts';
import { useCaretKept } from '../ui/caret.ts';
import { Chip } from '../ui/Chip.tsx';
import { Fold } from '../ui/Fold.tsx';
import css from './Mail.module.css';
import { handlesOn } from './outgoing.ts';
import { Recipients } from './Recipients.tsx';

type Answering = { readonly opened: Opened; readonly mail: MailWords; readonly target: Way['target'] };

const mailIn = (opened: Opened, { replyTo }: Way['target']) => {
  const answered = opened.page.items.find(({ entry }) => entry.id === replyTo)?.entry;
  return answered?.kind === 'email' ? answered : null;
};

/** Whether those who had the answered mail beside us have its answer too: on, they are all there; off, none is. */
function Others({ opened, mail, target }: Answering) {
  const team = useSession(teamOf);
  const answered = mailIn(opened, target);
  if (!answered) return null;
  const ours = handlesOn(team, target).map(({ address }) => address);
  const others = othersIn(
    answered,
    [...ours, target.handle, answered.handle].filter(one => one !== null),
  );
  const wanted = [...others.to, ...others.cc].map(addressOf);
  const has = new Set([...mail.to, ...mail.cc].map(addressOf));
  const isOn = wanted.every(one => has.has(one));
  const added = (one: string): boolean => !has.has(addressOf(one));
  const along = { to: [...mail.to, ...others.to.filter(added)], cc: [...mail.cc, ...others.cc.filter(added)] };
  const left = wanted.filter(one => !has.has(one)).length;
  if (wanted.length === 0) return null;
  if (Math.max(along.to.length, along.cc.length) > MAX_RECIPIENTS)
    return <span className={css.tooMany}>{composeWords.othersTooMany(left, MAX_RECIPIENTS)}</span>;
  const without = (field: readonly string[]) => field.filter(one => !wanted.includes(addressOf(one)));
  const change = (on: boolean): void =>
    write(opened.customer.id, 'reply', {
      mail: { ...mail, ...(on ? along : { to: without(mail.to), cc: without(mail.cc) }) },
    });
  return (
    <Chip on={isOn} onToggle={change}>
      {isOn ? composeWords.othersAlong(wanted.length) : composeWords.othersLeft(left)}
    </Chip>
  );
}

type HeadProps = Answering & { readonly subject: string | null };

/** To whom a mail goes and what it is about. */
export function MailHead({ opened, mail, target, subject }: HeadProps) {
  const customerId = opened.customer.id;
  const change = (changed: Partial<MailWords>): void => write(customerId, 'reply', { mail: { ...mail, ...changed } });
  const about = useAbout(customerId);
  const isRead = useDrafts(isLoaded(customerId));
  const caret = useCaretKept<HTMLInputElement>(`subject of ${nameOf(about, 'reply')}`, isRead);
  const [hasCc, setHasCc] = useState(false);
  return (
    <>
      <div className={css.mailRow}>
        <Recipients
          label={composeWords.to}
          about={about}
          value={mail.to}
          others={mail.cc}
          onChange={to => change({ to })}
        />
        <Others opened={opened} mail={mail} target={target} />
        {hasCc || mail.cc.length > 0 ? null : (
          <button type="button" className={css.link} onClick={() => setHasCc(true)}>
            {composeWords.cc}
          </button>
        )}
      </div>
      {hasCc || mail.cc.length > 0 ? (
        <div className={css.mailRow}>
          <Recipients
            label={composeWords.cc}
            about={about}
            value={mail.cc}
            others={mail.to}
            onChange={cc => change({ cc })}
            // The button goes with its press.
            takesFocus={hasCc}
          />
        </div>
      ) : null}
      <input
        ref={caret}
        className={css.subject}
        aria-label={composeWords.subject}
        placeholder={composeWords.subject}
        dir="auto"
        maxLength={1_000}
        value={subject ?? ''}
        onChange={event => write(customerId, 'reply', { subject: event.target.value })}
      />
    </>
  );
}

type FootProps = Answering & { readonly signature: string | null };

/** What goes along below the words: the mail that is answered, and who signs. */
export function MailFoot({ opened, mail, target, signature }: FootProps) {
  const [isOpen, setOpen] = useState(false);
  const answered = mailIn(opened, target);
  const quote = answered ? quoteOf(answered) : null;
  const change = (isOn: boolean): void => write(opened.customer.id, 'reply', { mail: { ...mail, quote: isOn } });
  const below = [signature, mail.quote ? quote : null].filter(one => one !== null);
  return (
    <div className={css.beside}>
      <div className={css.row}>
        {below.length > 0 ? (
          <Fold open={isOpen} onToggle={() => setOpen(!isOpen)}>
            {[signature ? composeWords.signature : null, mail.quote && quote ? composeWords.quoteShow : null]
              .filter(Boolean)
              .join(', ')}
          </Fold>
        ) : null}
        {target.replyTo ? (
          <Chip on={mail.quote} onToggle={change}>
            {mail.quote ? composeWords.quoteAlong : composeWords.quoteLeft}
          </Chip>
        ) : null}
      </div>
      {isOpen && below.length > 0 ? (
        <pre className={css.quote} dir="auto" tabIndex={0}>
          {below.join('\n\n')}
        </pre>
      ) : null}
    </div>
  );
}
