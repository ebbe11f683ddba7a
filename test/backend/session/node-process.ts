// A backend node as a process of its own, to be killed. Arguments: data directory, database URL.
import { startBackend } from '../../../backend/backend.ts';
import { nodeSeed } from './node-seed.ts';

const [dataDir = '', databaseUrl = ''] = process.argv.slice(2);
const outlet = { send: async () => ({ ok: true as const }) };
const { url, intakeKey } = await startBackend({ dataDir, databaseUrl, port: 0, seed: nodeSeed, outlet });
console.log(JSON.stringify({ url, intakeKey }));
