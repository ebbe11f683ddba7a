// Nothing can be packaged where the tests run; this asks the packager's own rules what it would take, and what it refuses.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const require = createRequire(join(root, 'node_modules', 'app-builder-lib', 'package.json'));

type Filter = (path: string, stat: object) => boolean;
type Matcher = { from: string; to: string; createFilter(): Filter };
type Config = Record<'linux' | 'mac' | 'win', object> & { electronFuses: object };
const { getMainFileMatchers, getNodeModuleFileMatcher } = require('./out/fileMatcher.js') as {
  getMainFileMatchers(...parts: unknown[]): Matcher[];
  getNodeModuleFileMatcher(...parts: unknown[]): Matcher;
};
const { validateConfiguration } = require('./out/util/config/config.js') as {
  validateConfiguration(config: object, log: object): Promise<void>;
};
const { load } = require('js-yaml') as { load(text: string): Config };

const config = load(readFileSync(join(root, 'build', 'electron-builder.yml'), 'utf8'));
const packager = { projectDir: root, buildResourcesDir: 'build', config, debugLogger: { isEnabled: false } };
const partsFor = (os: keyof Config, arch: string) =>
  [root, '', (pattern: string) => pattern.replace('${arch}', arch), config[os], { info: packager }] as const;

/** Files of better-sqlite3 alone: the rest of `node_modules` is not walked. */
function packed(os: keyof Config, arch: string): string[] {
  const matchers = getMainFileMatchers(...partsFor(os, arch), join(root, 'dist'), false);
  const found: string[] = [];
  for (const matcher of matchers.filter(({ from }) => from.includes('better-sqlite3'))) {
    const takes = matcher.createFilter();
    for (const entry of readdirSync(matcher.from, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && takes(path, statSync(path))) found.push(path.slice(matcher.from.length + 1));
    }
  }
  return found;
}

describe('X8 the package', () => {
  test('is set up as the packager understands it', async () => {
    await expect(validateConfiguration(config, { isEnabled: false, add: () => undefined })).resolves.toBeUndefined();
  });

  test.each([
    ['linux', 'x64', 'linux-x64'],
    ['linux', 'arm64', 'linux-arm64'],
    ['mac', 'arm64', 'darwin-arm64'],
    ['win', 'x64', 'win32-x64'],
  ] as const)('for %s on %s holds the one binary of the database that runs there', (os, arch, name) => {
    const files = packed(os, arch);
    expect(files.filter(file => file.endsWith('.node'))).toEqual([join('prebuilds', `${name}.node`)]);
    expect(files).toContain('package.json');
    expect(files).toContain(join('lib', 'index.js'));
  });

  test('holds no other package: everything else is in the bundles', () => {
    const takes = getNodeModuleFileMatcher(
      root,
      '',
      (pattern: string) => pattern,
      config.linux,
      packager,
    ).createFilter();
    const file = join(root, 'node_modules', 'zod', 'package.json');
    expect(takes(file, statSync(file))).toBe(false);
  });

  test('is no Node, takes no debugger, and runs its own archive only', () => {
    expect(config.electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});
