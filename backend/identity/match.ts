/** Who has an address. `strangerId`: the unknown customer who stands for it. */
export type Owners = { readonly known: readonly string[]; readonly strangerId: string | null };

export type Match =
  | { readonly kind: 'customer'; readonly customerId: string }
  /** Nobody known has it: its unknown customer, to be made where there is none yet. */
  | { readonly kind: 'stranger'; readonly customerId: string | null }
  /** Several have it: an unknown customer of its own, and the agent chooses among the candidates. */
  | { readonly kind: 'shared'; readonly customerId: string | null; readonly candidates: readonly string[] };

/** Exact or not at all: exactly one known owner is the customer, and nothing is guessed. */
export function match({ known, strangerId }: Owners): Match {
  const [only] = known;
  if (known.length === 1 && only) return { kind: 'customer', customerId: only };
  if (known.length === 0) return { kind: 'stranger', customerId: strangerId };
  return { kind: 'shared', customerId: strangerId, candidates: known };
}

/**
 * A master record claims an address. The history of the unknown customer who stood for it is theirs only if nobody else
 * known has that address; with two owners it stays where it is and both are candidates.
 */
export function mayJoin(owners: Owners, claimant: string): boolean {
  return owners.strangerId !== null && owners.known.every(id => id === claimant);
}
