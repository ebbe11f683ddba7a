import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { bridge } from '../bridge/bridge.ts';
import { mailWords } from '../text/timeline.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { askLink } from './link-ask.ts';
import { cleanMail, frameDocument, type MailHtml } from './mail-html.ts';
import css from './MailHtmlView.module.css';
import { madeVisible } from '../../shared/domain/visible.ts';

type Pictures = 'blocked' | 'asked';
/** `undefined` while it is read, null when this workstation does not have it. */
type Html = string | null | undefined;

function useMailHtml(entryId: string): Html {
  const [html, setHtml] = useState<Html>(undefined);
  useEffect(() => {
    let wanted = true;
    bridge.call('email.html', { entryId }).then(
      answer => wanted && setHtml(answer.html),
      () => wanted && setHtml(null),
    );
    return () => {
      wanted = false;
    };
  }, [entryId]);
  return html;
}

function PictureBar({
  n,
  state,
  onLoad,
}: {
  readonly n: number;
  readonly state: Pictures;
  readonly onLoad: () => void;
}) {
  const said = { blocked: mailWords.blocked, asked: mailWords.loaded }[state](n);
  return (
    <div className={css.bar} role="status">
      <Icon name="no-image" />
      <span className={css.said}>{said}</span>
      {state === 'blocked' ? (
        <button type="button" className={css.load} onClick={onLoad}>
          {mailWords.loadOnce}
        </button>
      ) : null}
    </div>
  );
}

/** The frame follows no link, so each is listed with where it really leads. */
function MailLinks({ links }: Pick<MailHtml, 'links'>) {
  if (links.length === 0) return null;
  return (
    <details className={css.links}>
      <summary>{mailWords.links(links.length)}</summary>
      <ol>
        {links.map(({ text, raw, link }, i) => (
          <li key={i}>
            <bdi>{madeVisible(text) || '–'}</bdi>
            {link ? (
              <button type="button" className={css.load} onClick={() => void askLink(raw, text)}>
                {link.target}
              </button>
            ) : (
              <span className={css.refused}>
                {madeVisible(raw.slice(0, 80))} {mailWords.refusedLink}
              </span>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Where the host shows this document; undefined until it has said so, null when it cannot. */
function useShownAt(document: string, withPictures: boolean): string | null | undefined {
  const [shown, setShown] = useState<{ document: string; path: string | null }>();
  useEffect(() => {
    let wanted = true;
    bridge.call('mail.show', { html: document, withPictures }).then(
      ({ path }) => wanted && setShown({ document, path }),
      () => wanted && setShown({ document, path: null }),
    );
    return () => {
      wanted = false;
    };
  }, [document, withPictures]);
  return shown?.document === document ? shown.path : undefined;
}

function Frame({ body, withPictures }: { readonly body: string; readonly withPictures: boolean }) {
  const [tall, setTall] = useState(false);
  const frame = useRef<HTMLIFrameElement>(null);
  const document = useMemo(() => frameDocument(body, withPictures), [body, withPictures]);
  const path = useShownAt(document, withPictures);
  // A frame without scripts swallows keys: the ring's F2 must not be lost because a mail was clicked.
  const giveBackFocus = () => {
    if (frame.current && frame.current.ownerDocument.activeElement === frame.current) {
      frame.current.closest<HTMLElement>('article')?.focus({ preventScroll: true });
    }
  };
  const size = tall ? css.tall : css.frame;
  if (path === null) return <p className={css.said}>{mailWords.notShown}</p>;
  return (
    <div className={css.box} onMouseLeave={giveBackFocus}>
      {path === undefined ? (
        <div className={size} />
      ) : (
        // Another address is another frame: a frame that is led elsewhere would make an entry in the history.
        <iframe
          key={path}
          ref={frame}
          className={size}
          title={mailWords.frame}
          sandbox=""
          referrerPolicy="no-referrer"
          tabIndex={-1}
          src={path}
        />
      )}
      <Button kind="quiet" onPress={() => setTall(!tall)}>
        {tall ? mailWords.shorter : mailWords.taller}
      </Button>
    </div>
  );
}

/** A mail as its sender drew it: in a frame that can run nothing, ask for nothing and lead nowhere. */
export function MailHtmlView({ entryId }: { readonly entryId: string }) {
  const html = useMailHtml(entryId);
  const [pictures, setPictures] = useState<Pictures>('blocked');
  const mail = useMemo(() => (html ? cleanMail(html, pictures === 'asked') : null), [html, pictures]);
  const barId = useId();
  if (html === undefined) return <p className={css.said}>{mailWords.loading}</p>;
  if (!mail) return <p className={css.said}>{mailWords.gone}</p>;
  return (
    <div className={css.mail} aria-describedby={barId}>
      {mail.pictures.length > 0 ? (
        <PictureBar n={mail.pictures.length} state={pictures} onLoad={() => setPictures('asked')} />
      ) : null}
      {mail.cut ? <p className={css.said}>{mailWords.cut}</p> : null}
      <Frame body={mail.body} withPictures={pictures === 'asked'} />
      <MailLinks links={mail.links} />
    </div>
  );
}
