import { type KeyboardEvent, memo, useMemo } from 'react';
import { useTimeline } from './context.ts';
import { askLink } from './link-ask.ts';
import { markRuns } from './marks.ts';
import css from './RichText.module.css';
import { segmentsOf } from './segments.ts';

const Marked = ({ text, marks }: { readonly text: string; readonly marks: readonly string[] }) => {
  const runs = markRuns(text, marks);
  if (runs.length === 1 && !runs[0]!.hit) return text;
  return runs.map((run, i) => (run.hit ? <mark key={i}>{run.text}</mark> : <span key={i}>{run.text}</span>));
};

/** Not an anchor: an anchor can be dragged, middle-clicked or saved past the question. It wraps within its sentence. */
const LinkText = ({
  url,
  text,
  marks,
}: {
  readonly url: string;
  readonly text: string;
  readonly marks: readonly string[];
}) => {
  const ask = () => void askLink(url, text);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    ask();
  };
  return (
    <span role="link" tabIndex={0} className={css.link} dir="auto" onClick={ask} onKeyDown={onKey}>
      <Marked text={text} marks={marks} />
    </span>
  );
};

/** Words from outside: plain text, with what looks like an address made into a question to the agent. */
export const RichText = memo(function RichText({ text }: { readonly text: string }) {
  const { marks } = useTimeline();
  const segments = useMemo(() => segmentsOf(text), [text]);
  return segments.map((segment, i) => {
    if (segment.url) return <LinkText key={i} url={segment.url} text={segment.text} marks={marks} />;
    const words = <Marked key={i} text={segment.text} marks={marks} />;
    return segment.kind === 'mention' ? <b key={i} className={css.mention}>{words}</b> : words; // prettier-ignore
  });
});
