import { refuse, type Scene } from './command.ts';

/** Nothing is written down about who was erased, also while work of theirs is in hand. @throws Fault not-found */
export async function mustNotBeErased({ tx }: Pick<Scene, 'tx'>, customerId: string): Promise<void> {
  const erased = await tx.query('SELECT 1 AS yes FROM customer WHERE id = $1 AND erased_at IS NOT NULL', [customerId]);
  if (erased.length > 0) refuse('not-found', 'this customer was erased');
}
