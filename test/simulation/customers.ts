// Customers who write, ring and hang up, and who ask to be forgotten.
import type { Chance } from './chance.ts';

import type { Fault } from '../../shared/lib/fault.ts';

type Intake = (records: readonly unknown[]) => Promise<readonly { outcome: string }[]>;
type Erase = (identity: string) => Promise<unknown>;
/**
 * What the backend said that it has. `word` is in no other message. `begun` and `taken`: when it was first brought and when
 * it was said to be there, counted over all that happens here.
 */
export type Written = {
  readonly externalId: string;
  readonly text: string;
  readonly word: string;
  readonly who: number;
  readonly begun: number;
  readonly taken: number;
};
/** Somebody was to be forgotten. `done`: when the backend said that they are; until then infinite. */
export type Forgotten = { readonly who: number; readonly begun: number; done: number };

export function newCustomers(
  chance: Chance,
  { intake, erase }: { readonly intake: Intake; readonly erase: Erase },
  later: (ms: number, run: () => void) => void,
) {
  const written: Written[] = [];
  const forgotten: Forgotten[] = [];
  const named = new Set<number>();
  let moment = 0;
  let count = 0;
  const numberOf = (who: number): string => `+4477009001${who}`;

  /** Delivered at least once: repeated until the backend says that it has it, and now and then once more. */
  async function deliver(record: Record<string, unknown>, done: () => void = () => undefined): Promise<void> {
    const result = await intake([record]).catch(() => null);
    // A record that was erased is not taken again.
    if (result?.[0]?.outcome === 'refused') return;
    if (result === null || !['imported', 'already-there'].includes(result[0]?.outcome ?? ''))
      return later(chance.whole(200, 1_500), () => void deliver(record, done));
    done();
    if (chance.once(0.1)) later(chance.whole(1, 3_000), () => void deliver(record));
  }

  return {
    written,
    forgotten,
    /** Whether anybody has ever asked that they be forgotten, with whatever outcome so far. */
    isNamed: (who: number): boolean => named.has(who),
    numberOf,
    async write(): Promise<void> {
      const externalId = `message-${(count += 1)}`;
      const word = `zq${count}z`;
      const text = `customer ${externalId} ${word}`;
      const who = chance.whole(10, 24);
      const party = { address: numberOf(who) };
      const record = { type: 'message', externalId, channel: 'whatsapp', party, handle: '+44 20 7946 0000', text };
      const begun = (moment += 1);
      await deliver(record, () => void written.push({ externalId, text, word, who, begun, taken: (moment += 1) }));
    },
    /** Asked for until the backend says that it is so. Whoever is not known when it is first asked for is nobody. */
    async forget(who: number): Promise<void> {
      named.add(who);
      const one: Forgotten = { who, begun: (moment += 1), done: Number.POSITIVE_INFINITY };
      const ask = async (isFirst: boolean): Promise<void> => {
        const answer = await erase(`whatsapp:${numberOf(who)}`).then(
          () => 'done',
          (error: Partial<Fault>) => error.code ?? 'late',
        );
        if (isFirst && answer === 'not-found') return;
        if (isFirst) forgotten.push(one);
        if (answer === 'done' || answer === 'not-found') one.done = moment += 1;
        else later(chance.whole(200, 1_500), () => void ask(false));
      };
      await ask(true);
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
