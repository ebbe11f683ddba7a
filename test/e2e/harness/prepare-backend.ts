// `node prepare-backend.ts DIRECTORY`: fills a data directory as a first start of the built backend does, for tests to
// begin with. In a process of its own: the database engine keeps half a gigabyte for as long as its process lives.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from '../../../backend/session/secrets.ts';
import { openStore } from '../../../backend/store/open.ts';
import { SECRET_COST as QUICK } from '../../support/quick-secret-cost.ts';
import { built } from './built.ts';
import { out, startProgram } from './processes.ts';

/** Hashes that take no time to compare with: desks sign in at each of hundreds of starts. */
async function makeQuick(dataDir: string): Promise<void> {
  const secrets = JSON.parse(await readFile(join(dataDir, 'agents.json'), 'utf8')) as Record<string, string>;
  const store = await openStore({ dataDir, databaseUrl: null });
  for (const [name, secret] of Object.entries(secrets)) {
    const changed = await store.query(
      `UPDATE agent_secret SET hash = $1 WHERE agent_id = (SELECT id FROM agent WHERE name = $2) RETURNING agent_id`,
      [await hashOf(secret, QUICK), name],
    );
    if (changed.length !== 1) throw new Error(`${name} has no secret in the database`);
  }
  await store.close();
}

const [dataDir = ''] = process.argv.slice(2);
await built();
const backend = await startProgram([join(out, 'backend.js'), '--data', dataDir, '--port', '0', '--scenario', 'none']);
await backend.stop();
await makeQuick(dataDir);
