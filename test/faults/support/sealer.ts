// Opens an outbox with its key until it is killed: a plain one is sealed then. Says when it begins and when it is done.
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { openDeskFile } from '../../../electron/core/cache/files/open-desk-file.ts';
import { setLogSink } from '../../../shared/lib/log.ts';

setLogSink(() => {});
const [path, key] = process.argv.slice(2);
flushCompileCache(); // by itself that is done at an orderly end, which few lives have
writeSync(1, 'begins\n');
const { file } = openDeskFile(path!, { now: Date.now, key: new Uint8Array(Buffer.from(key!, 'hex')) });
writeSync(1, `has ${file.commands.all().length}\n`);
