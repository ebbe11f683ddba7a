// What core-writer.ts writes, and what core-kill.test.ts therefore expects.
export const PER_PAGE = 20;
/** Newest entries of a customer that are never pruned. */
export const KEEP = 60;
export const CUSTOMERS = Array.from({ length: 7 }, (_, i) => `sam-${i}`);

/** A page is one customer's, whose turn comes every seventh time. */
export const writerOf = (page: number): string => CUSTOMERS[page % CUSTOMERS.length]!;
export const entryIdOf = (page: number, i: number): string => `e-${page}-${i}`;
