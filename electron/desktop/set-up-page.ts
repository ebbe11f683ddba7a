// What an installed desk shows before it knows its backend: a page without script that says what to write where.
import type { PageFile } from '../host/page-files.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, one => `&#${one.charCodeAt(0)};`);

const EXAMPLE = JSON.stringify(
  { backend: 'https://foreword.example', agent: 'Mara Lindholm', secretFile: 'secret.txt' },
  null,
  2,
);

const STYLE = `
:root { color-scheme: light dark; --bg: #f1f4f4; --ink: #12181a; --soft: #ffffff; --line: #b9c4c6; }
@media (prefers-color-scheme: dark) { :root { --bg: #0d1112; --ink: #e8eeef; --soft: #161c1e; --line: #3a4548; } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--bg); color: var(--ink);
  font: 14px/20px 'Inter', 'Segoe UI', system-ui, sans-serif; }
main { width: min(60ch, calc(100vw - 48px)); padding: 32px; background: var(--soft); border: 1px solid var(--line); border-radius: 8px; }
h1 { margin: 0 0 12px; font-size: 20px; line-height: 26px; }
p { margin: 0 0 12px; }
code, pre { font: 13px/18px ui-monospace, 'Cascadia Mono', Menlo, monospace; overflow-wrap: anywhere; }
pre { margin: 0 0 12px; padding: 12px; border: 1px solid var(--line); border-radius: 5px; white-space: pre-wrap; }
`;

/** `problem` and `file` may hold anything; they are shown as text. */
const page = (problem: string, file: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Foreword is not set up</title>
<link rel="stylesheet" href="/set-up.css"></head><body><main>
<h1>Foreword is not set up on this workstation</h1>
<p role="status">${escaped(problem)}</p>
<p>Whoever looks after your workstation writes three things into this file:</p>
<pre>${escaped(file)}</pre>
<pre>${escaped(EXAMPLE)}</pre>
<p><code>secretFile</code> names a file that holds the secret of that agent and that only you can read. The variables
<code>FOREWORD_BACKEND</code>, <code>FOREWORD_AGENT</code> and <code>FOREWORD_SECRET_FILE</code> do the same. Then start
Foreword again.</p>
</main></body></html>`;

const file = (text: string, type: string): PageFile => ({ body: Buffer.from(text), type, keep: false });

export const setUpPage = (problem: string, path: string): ReadonlyMap<string, PageFile> =>
  new Map([
    ['/index.html', file(page(problem, path), 'text/html; charset=utf-8')],
    ['/set-up.css', file(STYLE, 'text/css; charset=utf-8')],
  ]);
