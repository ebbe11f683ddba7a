// Builds `out/` from the sources, and nothing when nothing changed: a stamp holds the hash of all that goes in.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.ts';
import { hashOf } from './stamp.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const out = join(root, 'out');

/** Program in `out/` → its source. Read by packaging and by nobody else. */
const programs: Record<string, string> = {
  start: 'build/start/main.ts',
  backend: 'backend/main.ts',
  browser: 'electron/browser/main.ts',
  'core.worker': 'electron/core/core.worker.ts',
  'file-thread.worker': 'electron/core/cache/files/file-thread.worker.ts',
  'desktop/main': 'electron/desktop/main.ts',
  import: 'backend/connectors/archive/import.ts',
  intake: 'backend/connectors/archive/intake.ts',
  ledger: 'backend/ledger/main.ts',
  audit: 'backend/audit/main.ts',
  erase: 'backend/erasure/main.ts',
};
const nodeFolders = ['shared', 'electron', 'backend', 'build', 'package.json', 'package-lock.json'];
const pageFolders = ['shared', 'renderer', 'build/vite.config.ts', 'package-lock.json'];
const databaseFiles = ['build/prepare-database.ts', 'node_modules/@electric-sql/pglite/package.json'];

/** Native or WebAssembly, or files beside the code: these stay packages. */
const external = [
  'better-sqlite3',
  '@electric-sql/pglite',
  'pg',
  'pg-native',
  'electron',
  'bufferutil',
  'utf-8-validate',
];

/** Packages written for CommonJS ask for `require`; ES modules have none of their own. */
const banner = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`;

/** The package that twitter-text brings, not Node's own of that name, which warns on every start. */
const punycodePackage = (): string =>
  createRequire(createRequire(import.meta.url).resolve('twitter-text')).resolve('punycode/');

async function bundleNode(): Promise<void> {
  const { build } = await import('esbuild');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const common = {
    absWorkingDir: root,
    outdir: out,
    bundle: true,
    platform: 'node',
    external,
    logLevel: 'warning',
    legalComments: 'none',
    alias: { punycode: punycodePackage() },
    define: { 'process.env.FOREWORD_VERSION': JSON.stringify(version) },
  } as const;
  const entries = Object.fromEntries(Object.entries(programs).filter(([, source]) => existsSync(join(root, source))));
  await Promise.all([
    build({ ...common, entryPoints: entries, format: 'esm', target: 'node24', banner: { js: banner } }),
    // A sandboxed preload is CommonJS and may require `electron` alone.
    build({
      ...common,
      entryPoints: { 'desktop/preload': 'electron/desktop/preload.ts' },
      format: 'cjs',
      target: 'chrome130',
      outExtension: { '.js': '.cjs' },
    }),
  ]);
}

/** Built from within a test run, NODE_ENV says `test`, and vite would take React's slow build for development. */
async function bundlePage(): Promise<void> {
  const { build } = await import('vite');
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ configFile: join(root, 'build', 'vite.config.ts'), logLevel: 'warn' });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

/** In a process of its own: the database engine keeps half a gigabyte for as long as its process lives. */
async function prepareDatabase(): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'build', 'prepare-database.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('the empty database could not be prepared');
}

const parts = [
  { name: 'node', sources: nodeFolders, run: bundleNode },
  { name: 'renderer', sources: pageFolders, run: bundlePage },
  { name: 'database', sources: databaseFiles, run: prepareDatabase },
] as const;

/** True when it had to be built. The stamp goes first: a build that is broken off is not taken for a whole one. */
async function bring({ name, sources, run }: (typeof parts)[number]): Promise<boolean> {
  const stamp = join(out, `.stamp-${name}`);
  const hash = await hashOf(root, sources);
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === hash) return false;
  await rm(stamp, { force: true });
  await run();
  await writeFile(stamp, hash);
  return true;
}

/** Brings `out/` up to date. Returns the names of the parts that had to be built. Safe to call from two processes. */
export async function bundle(): Promise<string[]> {
  await mkdir(out, { recursive: true });
  return withLock(join(out, '.lock'), async () => {
    const built = await Promise.all(parts.map(bring));
    return parts.filter((_, i) => built[i]).map(({ name }) => name);
  });
}

if (import.meta.main) {
  const started = performance.now();
  const built = await bundle();
  if (built.length > 0) console.error(`Built ${built.join(' and ')} in ${Math.round(performance.now() - started)} ms.`);
}
