import css from './PanelTitle.module.css';

type Props = { readonly id: string; readonly title: string; readonly count: string | number };

/** The heading of a part of a view, with how many stand under it. `id` names the part for `aria-labelledby`. */
export function PanelTitle({ id, title, count }: Props) {
  return (
    <h2 id={id} className={css.title}>
      {title}
      <span className={css.count}>{count}</span>
    </h2>
  );
}
