// Builds `out/` from the sources, and nothing when nothing changed: a stamp holds the hash of all that goes in.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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
  'desktop/main': 'electron/desktop/main.ts',
  import: 'backend/connectors/archive/import.ts',
  intake: 'backend/connectors/intake.ts',
};
const nodeFolders = ['shared', 'electron', 'backend', 'build', 'package.json', 'package-lock.json'];
const pageFolders = ['shared', 'renderer', 'build/vite.config.ts', 'package-lock.json'];

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

async function bundlePage(): Promise<void> {
  const { build } = await import('vite');
  await build({ configFile: join(root, 'build', 'vite.config.ts'), logLevel: 'warn' });
}

const parts = [
  { name: 'node', sources: nodeFolders, run: bundleNode },
  { name: 'renderer', sources: pageFolders, run: bundlePage },
] as const;

/** Brings `out/` up to date. Returns the names of the parts that had to be built. Safe to call from two processes. */
export async function bundle(): Promise<string[]> {
  await mkdir(out, { recursive: true });
  return withLock(join(out, '.lock'), async () => {
    const built: string[] = [];
    for (const { name, sources, run } of parts) {
      const stamp = join(out, `.stamp-${name}`);
      const hash = await hashOf(root, sources);
      if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === hash) continue;
      await rm(stamp, { force: true });
      await run();
      await writeFile(stamp, hash);
      built.push(name);
    }
    return built;
  });
}

if (import.meta.main) {
  const started = performance.now();
  const built = await bundle();
  if (built.length > 0) console.error(`Built ${built.join(' and ')} in ${Math.round(performance.now() - started)} ms.`);
}
