import type { CommandOf } from '../../shared/contract/commands.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { GUARDED_ENTRIES, privateLeaks } from '../../shared/domain/writing/private-leaks.ts';
import { read } from '../records/read.ts';
import { refuse, type Scene } from './command.ts';

type Params = Pick<CommandOf<'reply.send'>['params'], 'customerId' | 'knowingly'>;

/**
 * Before words become public: what only private entries of this customer hold leaves by a second, deliberate act alone.
 * @throws Fault conflict, naming it
 */
export async function guardPublic({ tx }: Scene, { customerId, knowingly = [] }: Params, text: string): Promise<void> {
  const rows = await tx.query<{ json: Entry }>(
    `SELECT json FROM entry WHERE customer_id = $1 ORDER BY at DESC, id DESC LIMIT ${GUARDED_ENTRIES}`,
    [customerId],
  );
  const customer = await read(tx, 'customer', customerId);
  const leaks = privateLeaks(text, { customer, entries: rows.map(({ json }) => json) });
  const unknown = leaks.filter(({ shown }) => !knowingly.includes(shown)).map(({ shown }) => shown);
  if (unknown.length > 0)
    refuse(
      'conflict',
      `This was said in private only: ${unknown.join(', ').slice(0, 400)}. Change the words, or send it knowing that.`,
    );
}
