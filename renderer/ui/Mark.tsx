/** The product's mark: a page with its corner folded. */
export function Mark({ className }: { readonly className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d="M3 3.5h9.5L17 8v8.5H3z" fill="currentColor" />
      <path d="M6 8.2h5M6 11h8M6 13.8h8" stroke="var(--bg)" strokeWidth="1.4" />
    </svg>
  );
}
