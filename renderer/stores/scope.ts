// What a timeline shows, and the name under which its entries are held. Pure.

/** All of a customer, or one case alone. `pane`: read beside others, with entries and a place of its own. */
export type Scope = { readonly customerId: string; readonly caseId: string | null; readonly pane: string | null };

/** No id has it. */
const PART = '\n';

/** A customer's whole timeline goes by the customer's own id. */
export const keyOf = ({ customerId, caseId, pane }: Scope): string =>
  caseId === null && pane === null ? customerId : [customerId, caseId ?? '', pane ?? ''].join(PART);

export function scopeOf(key: string): Scope {
  const [customerId = '', caseId, pane] = key.split(PART);
  return { customerId, caseId: caseId || null, pane: pane || null };
}

export const customerOf = (key: string): string => scopeOf(key).customerId;

/** As the core is asked. */
export function askOf(key: string): { customerId: string; caseId?: string } {
  const { customerId, caseId } = scopeOf(key);
  return caseId === null ? { customerId } : { customerId, caseId };
}
