import type { Entry } from '../entry.ts';
import type { ExportedCustomer, ExportSummary } from './facts.ts';

/**
 * A format, written in pieces so that no history is ever in memory as a whole. Called in the order `customer`, `entry`…,
 * `customer`, …; then `head` and `tail`, which stand before and behind all of it. Remembers what it needs in between.
 */
export type Renderer = {
  /** Before the first entry of each customer. */
  customer(one: ExportedCustomer): string;
  entry(entry: Entry): string;
  /** In pieces, each of them small. */
  head(summary: ExportSummary): Iterable<string>;
  tail(summary: ExportSummary): Iterable<string>;
};
