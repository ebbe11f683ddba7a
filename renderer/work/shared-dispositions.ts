import type { Disposition, Queue, WorkItem } from '../../shared/domain/work.ts';

/** The dispositions that every queue of these items knows, and whether one of them asks for one. */
export function sharedDispositions(
  items: readonly WorkItem[],
  queues: readonly Queue[],
): { readonly all: readonly Disposition[]; readonly isRequired: boolean } {
  const own = queues.filter(queue => items.some(item => item.queueId === queue.id));
  const [first, ...rest] = own.map(({ wrapUp }) => wrapUp);
  const all = (first?.dispositions ?? []).filter(one =>
    rest.every(({ dispositions }) => dispositions.some(({ code }) => code === one.code)),
  );
  return { all, isRequired: own.some(({ wrapUp }) => wrapUp.required) };
}
