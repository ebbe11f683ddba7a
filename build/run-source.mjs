// Runs a source file that needs the built programs, after installing and building what is missing.
import { join } from 'node:path';
import { ensureInstalled, root, runNode } from './setup.mjs';

const [file, ...args] = process.argv.slice(2);
await ensureInstalled();
const built = await runNode([join(root, 'build', 'bundle.ts')]);
process.exit(built === 0 ? await runNode([join(root, file), ...args]) : built);
