import { Fragment, type KeyboardEvent, memo, useMemo } from 'react';
import { useTimeline } from './context.ts';
import { askLink } from './link-ask.ts';
import { hitsIn, type Range, runsOf } from './marks.ts';
import css from './RichText.module.css';
import { segmentsOf } from './segments.ts';

type Piece = { readonly text: string; readonly start: number; readonly hits: readonly Range[] };

export const Marked = ({ text, start, hits }: Piece) => {
  const runs = runsOf(text, start, hits);
  if (runs.length === 1 && !runs[0]!.hit) return text;
  return runs.map((run, i) => (run.hit ? <mark key={i}>{run.text}</mark> : <Fragment key={i}>{run.text}</Fragment>));
};

/** Not an anchor: an anchor can be dragged, middle-clicked or saved past the question. It wraps within its sentence. */
const LinkText = ({ url, ...piece }: Piece & { readonly url: string }) => {
  const ask = () => void askLink(url, piece.text);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    ask();
  };
  return (
    <span role="link" tabIndex={0} className={css.link} dir="auto" onClick={ask} onKeyDown={onKey}>
      <Marked {...piece} />
    </span>
  );
};

/** With the place of each in the text: a phrase may run from one into the next. */
function piecesOf(text: string) {
  let start = 0;
  return segmentsOf(text).map(segment => {
    const piece = { ...segment, start };
    start += segment.text.length;
    return piece;
  });
}

/** Words from outside: plain text, with what looks like an address made into a question to the agent. */
export const RichText = memo(function RichText({ text }: { readonly text: string }) {
  const { marks } = useTimeline();
  const pieces = useMemo(() => piecesOf(text), [text]);
  const hits = useMemo(() => hitsIn(text, marks), [text, marks]);
  return pieces.map(({ url, kind, ...piece }, i) => {
    if (url) return <LinkText key={i} url={url} {...piece} hits={hits} />;
    const words = <Marked key={i} {...piece} hits={hits} />;
    // By itself: among words from right to left its `@` would stand behind it.
    if (kind === 'mention') return <b key={i} className={css.mention} dir="auto">{words}</b>; // prettier-ignore
    return kind === 'number' ? <bdi key={i} dir="ltr">{words}</bdi> : words; // prettier-ignore
  });
});
