import type { ErasureReason } from '../../shared/domain/erasure.ts';

/** An erasure that is to be done. */
export type Asked = {
  readonly id: string;
  readonly customerId: string;
  /** Null: all of the customer. */
  readonly entryId: string | null;
  readonly reason: ErasureReason;
  /** Null: by the command line, or by the log of erasures. */
  readonly by: string | null;
  readonly at: number;
  /** Hashes of records that are not to be taken again beside those found here: of an erasure that is done again. */
  readonly hashes?: readonly string[];
};
