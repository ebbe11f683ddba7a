import { numberParts } from '../../shared/domain/writing/number-parts.ts';
import type { Range } from './marks.ts';
import { Marked } from './RichText.tsx';

type Words = {
  readonly text: string;
  /** What a search found in them. */
  readonly hits?: readonly Range[];
};
const NONE: readonly Range[] = [];

/** Words from outside, their numbers as they were written. What they stand in has their direction: `dir="auto"` sees them. */
export function Numbered({ text, hits = NONE }: Words) {
  let start = 0;
  return numberParts(text).map((part, i) => {
    const words = <Marked key={i} text={part.text} start={start} hits={hits} />;
    start += part.text.length;
    return part.isNumber ? <bdi key={i} dir="ltr">{words}</bdi> : words; // prettier-ignore
  });
}

type SaidProps = Words & { readonly className?: string | undefined; readonly title?: string };

/** The same among other words, in a direction of their own. */
export const Said = ({ className, title, ...words }: SaidProps) => (
  <bdi className={className} title={title}>
    <Numbered {...words} />
  </bdi>
);
