import type { TimelineItem } from '../../../shared/contract/bridge.ts';
import type { EntryOf } from '../../../shared/domain/entry.ts';
import { entryWords, mailWords } from '../../text/timeline.ts';
import foot from '../EntryFoot.module.css';
import css from './EmailEntry.module.css';
import { Attachments } from '../Attachments.tsx';
import { EntryHead, EntryText, PartFold, ReplyTo, useOpen } from '../EntryParts.tsx';
import { EntryState, PromiseState } from '../EntryState.tsx';
import { lineCount } from '../fold-text.ts';
import { MailHtmlView } from '../MailHtmlView.tsx';
import { RichText } from '../RichText.tsx';

type Email = EntryOf<'email'>;

/** To whom it went. Ten thousand addresses are one line until somebody wants them. */
function Recipients({ entry }: { readonly entry: Email }) {
  const open = useOpen(entry.id, 'recipients');
  const { to, cc } = entry.email;
  const n = to.length + cc.length;
  if (n <= 1) return null;
  return (
    <>
      <PartFold entryId={entry.id} part="recipients" label={entryWords.recipients(n)} />
      {open ? (
        <dl className={css.recipients}>
          <dt>{entryWords.toLine}</dt>
          <dd dir="auto">{to.join(', ') || '–'}</dd>
          <dt>{entryWords.ccLine}</dt>
          <dd dir="auto">{cc.join(', ') || '–'}</dd>
        </dl>
      ) : null}
    </>
  );
}

function FoldedPart({ entry, part }: { readonly entry: Email; readonly part: 'quoted' | 'signature' }) {
  const open = useOpen(entry.id, part);
  const text = entry.email[part];
  if (!open || !text) return null;
  return (
    <blockquote className={css.quoted} dir="auto">
      <RichText text={text} />
    </blockquote>
  );
}

/** The parts of a mail that are folded: nothing of it is lost. */
function Folds({ entry, isGoing }: { readonly entry: Email; readonly isGoing: boolean }) {
  const { quoted, signature, hasHtml } = entry.email;
  return (
    <>
      <div className={css.folds}>
        {quoted ? (
          <PartFold entryId={entry.id} part="quoted" label={entryWords.quoted(lineCount(quoted.trim()))} />
        ) : null}
        {signature ? <PartFold entryId={entry.id} part="signature" label={entryWords.signature} /> : null}
        {hasHtml ? <PartFold entryId={entry.id} part="html" label={mailWords.formatted} /> : null}
        <Recipients entry={entry} />
        <Attachments entry={entry} isGoing={isGoing} />
      </div>
      <FoldedPart entry={entry} part="quoted" />
      <FoldedPart entry={entry} part="signature" />
    </>
  );
}

export function EmailEntry({ item, entry }: { readonly item: TimelineItem; readonly entry: Email }) {
  const shown = useOpen(entry.id, 'html');
  const { email } = entry;
  const to = (entry.direction === 'out' ? null : entry.handle) ?? email.to[0];
  const sort = email.automatic ? entryWords.automatic : 'Email';
  return (
    <>
      <EntryHead entry={entry} who={entry.author.name} via={to ? `${sort} ${entryWords.to(to)}` : sort} />
      <ReplyTo entry={entry} />
      <EntryText entry={entry}>
        <p className={css.subject} dir="auto">
          <RichText text={entryWords.subject(email.subject)} />
        </p>
      </EntryText>
      <Folds entry={entry} isGoing={item.pending !== null} />
      {shown ? <MailHtmlView entryId={entry.id} /> : null}
      <div className={foot.foot}>
        {entry.truncated ? <span>{entryWords.truncated}</span> : null}
        <PromiseState entryId={entry.id} />
        <EntryState entry={entry} pending={item.pending} />
      </div>
    </>
  );
}
