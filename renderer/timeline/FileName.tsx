import { endingOf } from '../../shared/domain/file-name.ts';
import { useTimeline } from './context.ts';
import css from './FileName.module.css';
import { hitsIn } from './marks.ts';
import { Marked } from './RichText.tsx';
import { madeVisible } from '../../shared/domain/visible.ts';

/** The ending, and one before it, are always in sight, however long the name: they say what a system does with the file. */
export function FileName({ name }: { readonly name: string }) {
  const last = endingOf(name).length;
  const both = last + (last > 0 ? endingOf(name.slice(0, -last)).length : 0);
  const ending = both > 0 ? name.slice(-both) : '';
  const stem = both > 0 ? name.slice(0, -both) : name;
  const { marks } = useTimeline();
  const shown = madeVisible(stem);
  return (
    <span className={css.name} title={madeVisible(name)}>
      <bdi className={css.stem}>
        <Marked text={shown} start={0} hits={hitsIn(shown, marks)} />
      </bdi>
      {ending === '' ? null : <bdi className={css.ending}>{ending}</bdi>}
    </span>
  );
}
