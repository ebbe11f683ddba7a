import css from './Empty.module.css';

/** A view with nothing in it: what it is, and what would be here. */
export function Empty({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <div className={css.empty}>
      <h1>{title}</h1>
      <p>{hint}</p>
    </div>
  );
}
