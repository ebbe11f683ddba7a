// What each folder may import, besides itself. Nothing else may. Type imports count: a type is knowledge too.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

const SCREEN = [
  'react',
  'react-dom',
  'react-dom/',
  'zustand',
  'zustand/',
  'date-fns',
  'react-aria-components',
  '@tanstack/react-virtual',
  'dompurify',
  'lucide-react',
  '@fontsource-variable/inter',
  'twitter-text',
];

/** The longest matching folder counts. `npm:` and `node:` name packages; a trailing slash their sub-paths. */
const may: Readonly<Record<string, readonly string[]>> = {
  shared: [
    'npm:zod',
    'npm:date-fns',
    'npm:chrono-node',
    'npm:chrono-node/',
    'npm:vader-sentiment',
    'npm:twitter-text',
    'npm:sms-segments-calculator',
    'npm:postal-mime',
  ],
  renderer: ['shared', ...SCREEN.map(name => `npm:${name}`)],
  'electron/core': ['shared', 'node:', 'npm:better-sqlite3', 'npm:csv-stringify/', 'npm:socket.io-client', 'npm:zod'],
  'electron/desktop': [
    'electron/core/spawn.ts',
    'electron/core/config.ts',
    'electron/host',
    'shared',
    'node:',
    'npm:electron',
    'npm:zod',
  ],
  'electron/browser': [
    'electron/core/spawn.ts',
    'electron/core/config.ts',
    'electron/host',
    'shared',
    'node:',
    'npm:ws',
    'npm:zod',
  ],
  'electron/host': [
    'electron/core/spawn.ts',
    'electron/core/config.ts',
    'electron/core/durable-folder.ts',
    'electron/core/sealed-file.ts',
    'shared',
    'node:',
    'npm:zod',
  ],
  backend: ['shared', 'node:', 'npm:zod', 'npm:date-fns'],
  'backend/store': ['npm:pg', 'npm:pg-protocol', 'npm:@electric-sql/pglite'],
  'backend/feed': ['npm:pg'],
  'backend/identity': ['npm:libphonenumber-js', 'npm:libphonenumber-js/'],
  'backend/connectors': [
    'npm:postal-mime',
    'npm:nodemailer/',
    'npm:csv-parse',
    'npm:csv-parse/',
    'npm:tar-stream',
    'npm:email-reply-parser',
    'npm:htmlparser2',
    'npm:libphonenumber-js',
    'npm:libphonenumber-js/',
  ],
  // Shares nothing with what it judges.
  'build/ledger-check': ['node:'],
  'backend/sockets.ts': ['npm:socket.io'],
  'backend/session': ['npm:jose'],
};

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s(?:[^'";]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|\brequire\(\s*['"]([^'"]+)['"]\s*\)/g;

function sourceFiles(): string[] {
  return ['shared', 'renderer', 'electron', 'backend', 'build/ledger-check'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
      .map(name => join(folder, name)),
  );
}

/** Project paths for our own files, `npm:` and `node:` names for the rest. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
  return Array.from(text.matchAll(IMPORT), ([, from, dynamic, required]) => from ?? dynamic ?? required ?? '')
    .filter(name => !/\.(?:css|svg|woff2)$/.test(name))
    .map(name => {
      if (name.startsWith('.')) return relative(root, normalize(join(root, dirname(file), name)));
      return name.startsWith('node:') ? name : `npm:${name}`;
    });
}

const fits = (name: string, allowed: string): boolean =>
  name === allowed || name.startsWith(allowed.endsWith(':') || allowed.endsWith('/') ? allowed : `${allowed}/`);

function allowedFor(file: string): string[] {
  const folders = Object.keys(may).filter(folder => file === folder || file.startsWith(`${folder}/`));
  const longest = folders.toSorted((a, b) => b.length - a.length)[0];
  if (longest === undefined) throw new Error(`${file} lies in no folder of the layers`);
  const top = longest.startsWith('backend') ? ['backend', ...may['backend']!] : [];
  return [longest, ...may[longest]!, ...top];
}

test.each(sourceFiles())('%s imports only what its folder may', file => {
  const allowed = allowedFor(file);
  expect(importsOf(file).filter(name => !allowed.some(one => fits(name, one)))).toEqual([]);
});

test('the reader of imports sees every form', () => {
  expect(importsOf('shared/domain/foreword/due.ts')).toEqual([
    'npm:chrono-node',
    'npm:chrono-node/de',
    'npm:chrono-node/en',
  ]);
});

test('one file knows which SQLite it is: the others import its types', () => {
  const value = /^import (?!type )[^;]*from 'better-sqlite3'/m;
  const importing = sourceFiles().filter(file => value.test(readFileSync(join(root, file), 'utf8')));
  expect(importing).toEqual(['electron/core/cache/files/driver.ts']);
});

test('zod is imported as a whole: by name its messages in 64 languages come into each program', () => {
  const byName = /^import (?:type )?\{[^}]*\} from 'zod'/m;
  expect(sourceFiles().filter(file => byName.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test('the wiring knows what it wires, and only the core and itself know the wiring', () => {
  const wiring = 'electron/core/wiring/';
  const knowing = sourceFiles().filter(file => importsOf(file).some(name => name.startsWith(wiring)));
  expect(knowing.filter(file => !file.startsWith(wiring))).toEqual(['electron/core/core.ts']);
});

/** Files each of which can be reached from the others by imports: Tarjan's strongly connected components, of two at least. */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    low.set(file, order.get(file)!);
    open.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!order.has(next)) visit(next);
      if (open.includes(next)) low.set(file, Math.min(low.get(file)!, low.get(next)!));
    }
    if (low.get(file) !== order.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1) circles.push(circle.sort());
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return circles;
}

test('no files import each other in a circle: each can be read before those that build on it', () => {
  const imports = new Map(sourceFiles().map(file => [file, importsOf(file)]));
  expect(circlesOf(imports)).toEqual([]);
});

test('a circle is found over several files, and what only leads to it is not in it', () => {
  const imports = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['d', 'npm:zod']],
    ['d', ['b']],
    ['e', ['d', 'f']],
    ['f', []],
  ]);
  expect(circlesOf(imports)).toEqual([['b', 'c', 'd']]);
});
