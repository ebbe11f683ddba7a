import { CHANNELS } from '../../shared/domain/primitives.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { addressOf, type Region } from '../identity/address.ts';
import type { Queryable } from '../store/db.ts';

/** How a person names whom they mean: by id, or by `channel:address` as anybody would write it, e.g. `x:@jayne`. */
export type Named = { readonly customerId: string } | { readonly identity: string };

/**
 * The id of exactly one customer who is not erased yet.
 * @throws Fault bad-input, not-found, conflict (an address that several have: the ids are named, nobody else)
 */
export async function customerNamed(db: Queryable, named: Named, region: Region): Promise<string> {
  const ids = 'customerId' in named ? [named.customerId] : await customersAt(db, named.identity, region);
  const rows = await db.query<{ id: string }>(
    `SELECT id FROM customer WHERE id = ANY($1) AND erased_at IS NULL ORDER BY id`,
    [ids],
  );
  if (rows.length === 0) throw new Fault('not-found', 'There is no such customer (any more).');
  if (rows.length === 1) return rows[0]!.id;
  throw new Fault(
    'conflict',
    `${rows.length} customers have this address; name one by --customer: ${rows.map(({ id }) => id).join(', ')}`,
  );
}

async function customersAt(db: Queryable, identity: string, region: Region): Promise<string[]> {
  const place = identity.indexOf(':');
  const channel = CHANNELS.find(one => one === identity.slice(0, place));
  const address = channel && addressOf(channel, identity.slice(place + 1), region);
  if (!address)
    throw new Fault('bad-input', `An identity is a channel and an address, as in x:@jayne or email:j@post.example.`);
  const rows = await db.query<{ customer_id: string }>(
    `SELECT l.customer_id FROM identity i JOIN identity_link l ON l.identity_id = i.id WHERE i.kind = $1 AND i.address = $2
     UNION SELECT stranger_id FROM identity WHERE kind = $1 AND address = $2 AND stranger_id IS NOT NULL`,
    [address.kind, address.address],
  );
  return rows.map(({ customer_id }) => customer_id);
}
