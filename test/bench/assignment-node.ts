// A backend node of the assignment benchmark, as a process of its own. Arguments: database URL, agent ids. Begins when it
// is told to, tells what it has done, and ends when that was heard.
import { once } from 'node:events';
import { openStore } from '../../backend/store/open.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { workOff } from './assignment-sessions.ts';
import { nodeOver } from './assignment-work.ts';

setLogSink(line => {
  if (line.includes('"level":"error"')) console.error(line);
});
const [databaseUrl = '', ...agentIds] = process.argv.slice(2);
const db = await openStore({ dataDir: null, databaseUrl });
const node = nodeOver(db);
process.send!('ready');
await once(process, 'message');
const worked = await workOff(node, db, agentIds);
await node.stop();
await db.close();
process.send!(worked);
// A large message is still on its way when `send` comes back: whoever asked says that it is there.
await once(process, 'message');
process.disconnect();
