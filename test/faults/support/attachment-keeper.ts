// Keeps attachments until it is killed; says each that is kept. Its power is cut by power-cut.test.ts.
import { writeSync } from 'node:fs';
import { attachmentFiles } from '../../../electron/core/cache/attachments.ts';

const [folder, key, bytes] = process.argv.slice(2);
const files = attachmentFiles({ folder: folder!, now: Date.now, key: Buffer.from(key!, 'hex') });
for (let n = 0; ; n++) {
  const body = Buffer.alloc(Number(bytes), n % 256);
  await files.keep({ customerId: `sam-${n % 3}`, attachmentId: String(n) }, (async function* () {
    yield body;
  })(), body.length); // prettier-ignore
  writeSync(1, `${n}\n`);
}
