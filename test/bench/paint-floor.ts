import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { out } from '../e2e/harness/processes.ts';
import type { Drawn } from './drawn.ts';
import { blankPage } from './screen.ts';

const ASSETS = join(out, 'renderer', 'assets');
/** Answered here; nothing of it goes to a network. */
const PLACE = 'http://floor.invalid';

async function program(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'paint-page.tsx')],
    bundle: true,
    write: false,
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]!.text;
}

/** A page with these style sheets and React, and nothing else of ours. */
async function floorPage(sheets: readonly string[]): Promise<Page> {
  const page = await blankPage();
  const links = sheets.map(name => `<link rel="stylesheet" href="/assets/${name}">`).join('');
  await page.route(`${PLACE}/**`, route => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/')
      return route.fulfill({ contentType: 'text/html', body: `<!doctype html>${links}<body></body>` });
    const type = pathname.endsWith('.css') ? 'text/css' : pathname.endsWith('.svg') ? 'image/svg+xml' : 'font/woff2';
    return route.fulfill({ contentType: type, body: readFileSync(join(ASSETS, basename(pathname))) });
  });
  await page.goto(PLACE);
  await page.addScriptTag({ content: await program() });
  return page;
}

/** React puts these words on an otherwise empty screen: `n` times in milliseconds, see paint-page.tsx. */
export async function paintRows(rows: readonly string[], n: number): Promise<number[]> {
  const page = await floorPage([]);
  const times: number[] = [];
  for (let i = 0; i < n; i++) times.push(await page.evaluate(list => window.paintRows(list), rows));
  await page.context().close();
  return times;
}

/** React turns one screen into the other, each with its styles: milliseconds for each pair. */
export async function paintDrawn(pairs: readonly { before: Drawn; after: Drawn }[]): Promise<number[]> {
  const page = await floorPage(readdirSync(ASSETS).filter(name => name.endsWith('.css')));
  const times: number[] = [];
  for (const pair of pairs)
    times.push(await page.evaluate(({ before, after }) => window.paintDrawn(before, after), pair));
  await page.context().close();
  return times;
}
