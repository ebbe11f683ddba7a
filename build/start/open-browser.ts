import { spawn, spawnSync } from 'node:child_process';

function command(url: string): [string, string[]] | null {
  if (process.platform === 'darwin') return ['open', [url]];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return null;
  return spawnSync('which', ['xdg-open']).status === 0 ? ['xdg-open', [url]] : null;
}

/** Opens the default browser where there is one. It goes on after us: it is the person's, not ours. */
export function openBrowser(url: string): void {
  const found = command(url);
  if (!found) return;
  const child = spawn(found[0], found[1], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined); // The address stands in the terminal either way.
  child.unref();
}
