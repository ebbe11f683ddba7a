/** What stands under a table that has more than there is room for. */
export const tableWords = {
  below: (rows: number) => `${rows} more ${rows === 1 ? 'row' : 'rows'} below`,
  /** Pressed, they are shown. */
  hidden: (columns: readonly string[]) => `${columns.length} hidden: ${columns.join(', ')}`,
  all: 'All columns, scrolled sideways',
} as const;
