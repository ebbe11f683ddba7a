// A backend of many long histories in a process of its own, so that what it costs is not the desk's. A line on standard input
// rings; the line that is written says when, on the clock both processes share.
import { createInterface } from 'node:readline';
import { uuidv7 } from '../../shared/lib/ids.ts';
import { fakeBackend } from '../core/support/fake-backend.ts';
import { historiesOf, tellsHistories } from '../core/support/histories.ts';
import { NOW, offer } from '../core/support/records.ts';

const [customers = '200', entries = '600'] = process.argv.slice(2);
const who = Object.fromEntries(Array.from({ length: Number(customers) }, (_, i) => [`c${i}`, i % 300]));
const backend = await fakeBackend({ now: () => NOW });
tellsHistories(backend, historiesOf(who, Number(entries)));
const say = (facts: object): void => console.log(JSON.stringify(facts));
say({ url: backend.url });
for await (const line of createInterface({ input: process.stdin })) {
  const made = offer(line, { id: uuidv7(), madeAt: NOW, expiresAt: NOW + 50, state: 'missed' });
  say({ rang: Date.now() + (performance.now() % 1) });
  backend.append([{ kind: 'offer.changed', offer: made }]);
}
