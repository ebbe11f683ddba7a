import { randomBytes } from 'node:crypto';
import { createWriteStream, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { attachmentFiles } from '../../electron/core/cache/attachments.ts';
import { readSealed, sealing } from '../../electron/core/sealed-file.ts';
import { tempFolder } from './support/desk.ts';

const key = randomBytes(32);
const REFUSED = /unable to authenticate|shorter than its head|ends within a piece|not a sealed one/;
/** Seals these bytes, given in lumps of another size than pieces. */
async function sealed(bytes: Buffer, lump = 10_000): Promise<string> {
  const path = join(tempFolder(), 'f');
  const lumps = Array.from({ length: Math.ceil(bytes.length / lump) }, (_, i) =>
    bytes.subarray(i * lump, (i + 1) * lump),
  );
  await pipeline(Readable.from(lumps), sealing(key), createWriteStream(path));
  return path;
}

test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])('%i bytes come back as they were', async size => {
  const bytes = randomBytes(size);
  for (const lump of [10_000, 65_536, 500_000]) {
    const path = await sealed(bytes, lump);
    expect((await buffer(readSealed(path, key))).equals(bytes)).toBe(true);
  }
});

test('the file holds nothing of what was sealed', async () => {
  const path = await sealed(Buffer.from('penguin '.repeat(20_000)));
  expect(readFileSync(path).includes('penguin')).toBe(false);
});

test('another key, a changed byte, a cut, pieces in another order, no sealed file: an error, never other content', async () => {
  const bytes = randomBytes(200_000);
  const path = await sealed(bytes);
  await expect(buffer(readSealed(path, randomBytes(32)))).rejects.toThrow(REFUSED);
  const whole = readFileSync(path);
  const [head, piece] = [36, 65_552];
  const changed = Buffer.from(whole);
  changed[100_000]! ^= 1;
  const at = (n: number) => whole.subarray(head + n * piece, head + (n + 1) * piece);
  const swapped = Buffer.concat([whole.subarray(0, head), at(1), at(0), whole.subarray(head + 2 * piece)]);
  const forged = [
    changed,
    swapped,
    whole.subarray(0, head + piece),
    whole.subarray(0, head + 2 * piece),
    whole.subarray(0, 70_000),
    whole.subarray(0, 20),
    Buffer.alloc(0),
    Buffer.from('x'.repeat(500)),
  ];
  for (const file of forged) {
    writeFileSync(path, file);
    await expect(buffer(readSealed(path, key))).rejects.toThrow(REFUSED);
  }
});

test('attachments lie sealed under names that need the key; those of before are gone at the next start', async () => {
  const folder = tempFolder();
  const place = { customerId: 'sam', attachmentId: 'a1' };
  const letter = Buffer.from('penguin '.repeat(10_000));
  const [plain, ours] = [null, key].map(one => attachmentFiles({ folder, now: Date.now, key: one }));
  await plain!.keep(place, Readable.from([letter]), letter.length);
  expect(readFileSync(join(folder, plain!.fileOf(place))).includes('penguin')).toBe(true);
  expect(ours!.has(place)).toBe(false);
  ours!.keepOnly(() => ['sam']);
  expect(readdirSync(folder)).toEqual([]);
  await ours!.keep(place, Readable.from([letter]), letter.length);
  const path = join(folder, ours!.fileOf(place));
  expect(readFileSync(path).includes('penguin')).toBe(false);
  expect((await buffer(readSealed(path, key))).equals(letter)).toBe(true);
});
