// Killed by migrate-kill.test.ts while it migrates. `list` is also what the test expects of each version.
import { openMigrated } from './versions.ts';

const [file] = process.argv.slice(2);
openMigrated(file!).close();
