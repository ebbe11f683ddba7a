import { refuse, type Scene } from './command.ts';

type In = Pick<Scene, 'tx'>;

export async function isErased({ tx }: In, customerId: string): Promise<boolean> {
  const erased = await tx.query('SELECT 1 AS yes FROM customer WHERE id = $1 AND erased_at IS NOT NULL', [customerId]);
  return erased.length > 0;
}

/** Nothing is written down about who was erased, also while work of theirs is in hand. @throws Fault not-found */
export async function mustNotBeErased(scene: In, customerId: string): Promise<void> {
  if (await isErased(scene, customerId)) refuse('not-found', 'This customer was erased.');
}
