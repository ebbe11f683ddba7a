/** What work in pieces waits for before its next one: left out, whoever wants a turn. It never rejects. */
export type Wait = Promise<void> | void;

/** Waits for what another thread does; answers, or throws, what came of it. What is done already is not waited for. */
export function* settled<T>(work: Promise<T> | T): Generator<Wait, T> {
  if (!(work instanceof Promise)) return work;
  let outcome: PromiseSettledResult<T> | null = null;
  yield work.then(
    value => void (outcome = { status: 'fulfilled', value }),
    (reason: unknown) => void (outcome = { status: 'rejected', reason }),
  );
  return valueOf(outcome);
}

function valueOf<T>(outcome: PromiseSettledResult<T> | null): T {
  if (outcome === null) throw new Error('gone on with before what was waited for had come');
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
