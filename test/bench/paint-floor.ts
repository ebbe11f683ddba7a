import { build } from 'esbuild';
import { join } from 'node:path';
import { blankPage } from './screen.ts';

/** What React takes to put these rows on an otherwise empty screen: `n` times in milliseconds, see paint-page.tsx. */
export async function paintFloor(rows: readonly string[], n: number): Promise<number[]> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'paint-page.tsx')],
    bundle: true,
    write: false,
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const page = await blankPage();
  await page.setContent('<!doctype html><body></body>');
  await page.addScriptTag({ content: outputFiles[0]!.text });
  const times: number[] = [];
  for (let i = 0; i < n; i++) times.push(await page.evaluate(list => window.paintFloor(list), rows));
  await page.context().close();
  return times;
}
