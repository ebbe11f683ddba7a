// Initialises an empty PostgreSQL data directory once and keeps it in out/database.tar: a first start unpacks it in
// under a second instead of running initdb for eight. Holds no table; migrations run at each start.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const out = join(import.meta.dirname, '../out');
const file = join(out, 'database.tar');

const engine = await PGlite.create();
const dump = await engine.dumpDataDir('none');
await engine.close();
await mkdir(out, { recursive: true });
// Renamed when whole: a start beside this build finds a complete file or none.
await writeFile(`${file}.new`, Buffer.from(await dump.arrayBuffer()));
await rename(`${file}.new`, file);
console.log(`out/database.tar: ${Math.round(dump.size / 1_000_000)} MB`);
