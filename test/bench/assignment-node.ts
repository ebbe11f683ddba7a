// A process of the assignment benchmark. Arguments: database URL, number of its agent, and for the cycle by hand how many; a
// backend node works until nothing waits. Begins when it is told to, tells what it has done, and ends when that was heard.
import { once } from 'node:events';
import type { Store } from '../../backend/store/db.ts';
import { openStore } from '../../backend/store/open.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { byHand } from './assignment-hand.ts';
import { now, workOff, type Worked } from './assignment-sessions.ts';
import { agentOf, nodeOver } from './assignment-work.ts';

setLogSink(line => {
  if (line.includes('"level":"error"')) console.error(line);
});
const [databaseUrl = '', session = '', times] = process.argv.slice(2);

async function handed(db: Store, cycles: number): Promise<Worked> {
  const from = now();
  return { cycles: await byHand(db, cycles, Number(session)), from, to: now() };
}

const db = await openStore({ dataDir: null, databaseUrl });
const node = times === undefined ? nodeOver(db) : null;
process.send!('ready');
await once(process, 'message');
const worked = node ? await workOff(node, db, [agentOf(Number(session))]) : await handed(db, Number(times));
await node?.stop();
await db.close();
process.send!(worked);
// A large message is still on its way when `send` comes back: whoever asked says that it is there.
await once(process, 'message');
process.disconnect();
