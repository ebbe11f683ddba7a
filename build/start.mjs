// `npm start`: runs on Node 20 without any dependency; see build/start/main.ts for what comes after.
import { runProgram } from './setup.mjs';

await runProgram('start', process.argv.slice(2));
