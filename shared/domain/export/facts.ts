// What an export says about itself, beside the entries.
import type { Case, Interaction } from '../case.ts';
import type { Customer } from '../customer.ts';
import type { ExportFormat, ExportOptions, ExportScope, LeftOut } from './ask.ts';

/** As the desk's completeness mark says it; see `completenessSchema`. */
export type Whole = {
  readonly have: number;
  readonly older: number | null;
  readonly from: number | null;
  readonly to: number | null;
};

/** A customer whose entries follow. */
export type ExportedCustomer = {
  readonly customer: Customer;
  readonly whole: Whole;
  /** Words of this desk that the backend has not confirmed: they are in no export. */
  readonly unsent: number;
};

/** Known before the first entry is read. */
export type ExportHead = {
  readonly id: string;
  readonly format: ExportFormat;
  readonly scope: ExportScope;
  readonly options: ExportOptions;
  /** Backend's clock. */
  readonly at: number;
  /** IANA name of the zone that times are written in. */
  readonly zone: string;
  readonly by: { readonly agentId: string; readonly name: string };
  /** Of Foreword. */
  readonly version: string;
};

/** Known after the last one. */
export type ExportSummary = {
  readonly entries: number;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
  /** Of the entries in the file. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly customers: readonly ExportedCustomer[];
  readonly cases: readonly Case[];
  readonly interactions: readonly Interaction[];
};

/** Looks records up while entries are written; null: not on this desk. */
export type Lookup = {
  readonly case: (id: string) => Case | null;
  readonly interaction: (id: string) => Interaction | null;
};
