import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findSetUp } from '../../electron/desktop/set-up.ts';
import { setUpPage } from '../../electron/desktop/set-up-page.ts';

let home: string;
let resources: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'foreword-set-up-'));
  resources = join(home, 'program');
  mkdirSync(resources);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const find = (argv: string[] = [], env: Record<string, string> = {}) =>
  findSetUp({ argv, env, userData: home, resources });
const write = (folder: string, set: unknown) =>
  writeFileSync(join(folder, 'foreword.json'), typeof set === 'string' ? set : JSON.stringify(set));
const ours = { backend: 'https://a.example', agent: 'Mara Lindholm', secretFile: 'secret.txt' };

describe('a desk that is started by a click', () => {
  test('without anything says so and names the file to write', () => {
    expect(find()).toEqual({
      problem: 'This desk does not know its backend yet.',
      data: home,
      file: join(home, 'foreword.json'),
    });
  });

  test('is set up by a file in its folder; the secret lies beside it', () => {
    write(home, ours);
    expect(find()).toMatchObject({
      launch: {
        data: home,
        backend: 'https://a.example',
        agent: 'Mara Lindholm',
        'secret-file': join(home, 'secret.txt'),
        port: 0,
      },
    });
  });

  test('the command line comes first, then the environment, then its own file, then that of the workstation', () => {
    write(resources, { ...ours, backend: 'https://workstation.example', agent: 'nobody' });
    write(home, { agent: 'own' });
    expect(find()).toMatchObject({ launch: { backend: 'https://workstation.example', agent: 'own' } });
    const env = { FOREWORD_AGENT: 'environment', FOREWORD_BACKEND: 'https://e.example' };
    expect(find([], env)).toMatchObject({ launch: { backend: 'https://e.example', agent: 'environment' } });
    expect(find(['--agent', 'line'], env)).toMatchObject({ launch: { agent: 'line', backend: 'https://e.example' } });
  });

  test('another folder has a file of its own', () => {
    const data = join(home, 'other');
    mkdirSync(data);
    write(data, ours);
    expect(find(['--data', data])).toMatchObject({ launch: { data } });
    expect(find([`--data=${data}`])).toMatchObject({ launch: { data } });
    expect(find([], { FOREWORD_DATA: data })).toMatchObject({ launch: { data } });
  });

  test.each([
    ['{', /^foreword\.json cannot be understood: /],
    [{ backend: 7 }, /^foreword\.json cannot be understood: /],
    [{ ...ours, backend: 'file:///etc' }, /not complete or not right: --backend/],
    [{ backend: 'https://a.example' }, /not complete or not right: --agent/],
  ])('what is wrong in %j is said', (set, problem) => {
    write(home, set);
    expect(find()).toMatchObject({ problem: expect.stringMatching(problem) });
  });
});

test('the page shows what it is told as text', () => {
  const html = setUpPage('<script>x</script>', '/home/"><img src=x>').get('/index.html')!.body.toString();
  expect(html).not.toContain('<script>x');
  expect(html).not.toContain('<img');
  expect(html).toContain('&#60;script&#62;x');
});
