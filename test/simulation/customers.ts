// Customers who write, ring and hang up.
import type { Chance } from './chance.ts';

type Intake = (records: readonly unknown[]) => Promise<readonly { outcome: string }[]>;
/** What the backend said that it has. */
export type Written = { readonly externalId: string; readonly text: string };

export function newCustomers(chance: Chance, intake: Intake, later: (ms: number, run: () => void) => void) {
  const written: Written[] = [];
  let count = 0;
  const numberOf = (who: number): string => `+4477009001${who}`;

  /** Delivered at least once: repeated until the backend says that it has it, and now and then once more. */
  async function deliver(record: Record<string, unknown>, done: () => void = () => undefined): Promise<void> {
    const result = await intake([record]).catch(() => null);
    if (result === null || !['imported', 'already-there'].includes(result[0]?.outcome ?? ''))
      return later(chance.whole(200, 1_500), () => void deliver(record, done));
    done();
    if (chance.once(0.1)) later(chance.whole(1, 3_000), () => void deliver(record));
  }

  return {
    written,
    numberOf,
    async write(): Promise<void> {
      const externalId = `message-${(count += 1)}`;
      const text = `customer ${externalId}`;
      const party = { address: numberOf(chance.whole(10, 24)) };
      const record = { type: 'message', externalId, channel: 'whatsapp', party, handle: '+44 20 7946 0000', text };
      await deliver(record, () => void written.push({ externalId, text }));
    },
    /** The company's own list says who a number belongs to: what was an unknown customer's becomes theirs. */
    async introduce(who: number): Promise<void> {
      const identities = [{ channel: 'whatsapp', address: numberOf(who) }];
      await deliver({ type: 'customer', externalId: `customer-${who}`, name: `Customer ${who}`, identities });
    },
    /** Rings, and hangs up after a while, whoever has answered by then. */
    async ring(): Promise<void> {
      const call = { type: 'call', externalId: `call-${(count += 1)}`, number: numberOf(chance.whole(10, 24)) };
      await deliver({ ...call, state: 'ringing' }, () =>
        later(chance.whole(500, 15_000), () => void deliver({ ...call, state: 'abandoned' })),
      );
    },
  };
}
