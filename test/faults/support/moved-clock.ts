// Loaded before a program by NODE_OPTIONS, into its workers too: its wall clock is off by as many milliseconds as the file
// FOREWORD_MOVED_CLOCK holds at the moment. The monotonic clock is left alone, as it is when a machine's time is set.
import { readFileSync } from 'node:fs';

const file = process.env['FOREWORD_MOVED_CLOCK'];
if (file) {
  const Real = Date;
  const { now } = Real;
  const moved = (): number => now() + Number(readFileSync(file, 'utf8'));
  globalThis.Date = new Proxy(Real, {
    construct: (target, args: unknown[]) => Reflect.construct(target, args.length === 0 ? [moved()] : args) as object,
    apply: () => new Real(moved()).toString(),
    get: (target, name) => (name === 'now' ? moved : (Reflect.get(target, name) as unknown)),
  });
}
