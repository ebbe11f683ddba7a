import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostName } from './options.ts';
import { StartError } from './options.ts';

export type Surroundings = {
  /** Path of Electron's program, or null where it is not installed. */
  readonly electron: string | null;
  readonly hasDisplay: boolean;
  /** Chromium's sandbox does not run as root on Linux, and without it Foreword does not show a page in Electron. */
  readonly isRoot: boolean;
};

export type Choice = { readonly host: HostName; readonly why: string };

function obstacle({ electron, hasDisplay, isRoot }: Surroundings): string | null {
  if (electron === null) return "Electron's binary is not installed here (`npx install-electron` fetches it)";
  if (!hasDisplay) return 'there is no display';
  if (isRoot) return "Electron's sandbox does not run as root";
  return null;
}

/** Pure. Throws when a person asked for Electron and it cannot be had. */
export function chooseHost(asked: HostName | null, surroundings: Surroundings): Choice {
  if (asked === 'browser') return { host: 'browser', why: 'as asked' };
  const inTheWay = obstacle(surroundings);
  if (inTheWay === null) return { host: 'electron', why: asked ? 'as asked' : 'its binary and a display are there' };
  if (asked === null) return { host: 'browser', why: inTheWay };
  throw new StartError(`--host electron cannot be used: ${inTheWay}; use --host browser.`);
}

function electronIn(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const program = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name);
  return existsSync(program) ? program : null;
}

export function lookAround(root: string): Surroundings {
  const isLinux = process.platform === 'linux';
  return {
    electron: electronIn(root),
    hasDisplay: !isLinux || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY),
    isRoot: isLinux && process.getuid?.() === 0,
  };
}
