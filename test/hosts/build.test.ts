import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withLock } from '../../build/lock.ts';
import { hashOf } from '../../build/stamp.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foreword-build-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the stamp of a build', () => {
  const write = (name: string, text: string): void => writeFileSync(join(folder, 'src', name), text);
  beforeEach(() => {
    mkdirSync(join(folder, 'src'));
    write('a.ts', '1');
    write('b.ts', '2');
  });
  const stamp = (): Promise<string> => hashOf(folder, ['src', 'missing']);

  test('is the same for the same contents, whenever they were written', async () => {
    const before = await stamp();
    write('a.ts', '1');
    expect(await stamp()).toBe(before);
  });

  test('changes with a content, a name, a new file and a removed one', async () => {
    const seen = new Set([await stamp()]);
    write('a.ts', '3');
    seen.add(await stamp());
    write('c.ts', '2');
    seen.add(await stamp());
    rmSync(join(folder, 'src', 'b.ts'));
    seen.add(await stamp());
    expect(seen.size).toBe(4);
  });

  test('tells apart where one file ends and the next begins', async () => {
    const before = await stamp();
    write('a.ts', '');
    write('b.ts', '12');
    expect(await stamp()).not.toBe(before);
  });
});

describe('the lock of a build', () => {
  test('lets one in at a time', async () => {
    const file = join(folder, 'lock');
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await new Promise(resolve => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all([withLock(file, work), withLock(file, work), withLock(file, work)]);
    expect(most).toBe(1);
    expect(existsSync(file)).toBe(false);
  });

  test('a lock left by a process that was killed is taken over', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    const file = join(folder, 'lock');
    writeFileSync(file, String(child.pid));
    expect(await withLock(file, async () => 'built')).toBe('built');
  });

  test('is given back when the work fails', async () => {
    const file = join(folder, 'lock');
    await expect(withLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(existsSync(file)).toBe(false);
  });
});
