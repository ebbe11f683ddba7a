// Runs one of the programs in `out/` by its name, after installing and building what is missing.
import { runProgram } from './setup.mjs';

const [name, ...args] = process.argv.slice(2);
if (!name) {
  process.stderr.write('Say which program: audit, backend, browser, erase, import, intake, ledger or start.\n');
  process.exit(2);
}
await runProgram(name, args);
