import { useState } from 'react';
import { linkWords } from '../text/timeline.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/Icon.tsx';
import { dropLink, openAsked, useLinkAsk } from './link-ask.ts';
import css from './LinkDialog.module.css';
import type { Link } from './links.ts';
import { madeVisible } from '../../shared/domain/visible.ts';

const TITLES: Readonly<Record<Link['scheme'], string>> = {
  http: linkWords.title,
  https: linkWords.title,
  mailto: linkWords.mail,
  tel: linkWords.phone,
};

function Doubts({ link }: { readonly link: Link }) {
  if (link.doubts.length === 0) return null;
  return (
    <ul className={css.doubts}>
      {link.doubts.map(doubt => (
        <li key={doubt}>
          <Icon name="warn" size="sm" />
          {linkWords.doubts[doubt]}
        </li>
      ))}
    </ul>
  );
}

function Copy({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <Button onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
      {copied ? linkWords.copied : linkWords.copy}
    </Button>
  );
}

/** Asks before a link is followed, with the host it really leads to, unseen characters written out (X4). */
export function LinkDialog() {
  const { asked, notOpened } = useLinkAsk();
  if (!asked) return null;
  const { link, raw } = asked;
  return (
    <Dialog
      open
      onClose={dropLink}
      title={TITLES[link.scheme]}
      actions={
        <>
          <Button kind="primary" onPress={() => void openAsked()}>
            {linkWords.open}
          </Button>
          <Copy text={link.url} />
          <Button kind="quiet" onPress={dropLink}>
            {linkWords.cancel}
          </Button>
        </>
      }
    >
      <dl className={css.facts}>
        <dt>{linkWords.leads}</dt>
        <dd className={css.target} dir="ltr">
          {madeVisible(link.target)}
        </dd>
        <dt>{linkWords.whole}</dt>
        <dd className={css.whole} dir="ltr">
          {madeVisible(raw)}
        </dd>
      </dl>
      <Doubts link={link} />
      {notOpened ? <p role="alert">{linkWords.notOpened}</p> : null}
    </Dialog>
  );
}
