// Loads of one thing again and again: a question that failed is not the last.
import { expect, test } from 'vitest';
import { reloader } from '../../renderer/stores/load.ts';
import { Fault } from '../../shared/lib/fault.ts';

const restarted = () => Promise.reject(new Fault('internal', 'the core restarted before it answered'));

test('after a question that failed, and whose fault was thrown on, the next one is asked', async () => {
  let asked = 0;
  const load = reloader(
    () => (asked++ === 0 ? restarted() : Promise.resolve()),
    fault => {
      throw fault;
    },
  );
  await expect(load()).rejects.toThrow('restarted');
  await load();
  expect(asked).toBe(2);
});

test('a wish that came while the question was under way is asked after it, also when that one failed', async () => {
  const answers: PromiseWithResolvers<void>[] = [];
  const faults: string[] = [];
  const load = reloader(
    () => {
      answers.push(Promise.withResolvers());
      return answers.at(-1)!.promise;
    },
    fault => {
      faults.push(fault.code);
      throw fault;
    },
  );
  const first = load();
  const second = load();
  answers[0]!.reject(new Fault('internal', 'no'));
  await expect.poll(() => answers.length).toBe(2);
  answers[1]!.resolve();
  await expect(first).rejects.toThrow('no');
  await expect(second).rejects.toThrow('no');
  expect(faults).toEqual(['internal']);
});
