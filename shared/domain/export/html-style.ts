// How an export looks, on the screen and on paper. Light only: paper is. A constant, so that the page's own policy can name
// it by its hash and allow no other style.

export const EXPORT_STYLE = `
:root { color-scheme: light; --ink: #14201f; --soft: #4b5a59; --line: #cfd8d7; --in: #0b6b66; --out: #7a4a12; --note: #fdf6e3; }
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #4b5a59; } }
* { box-sizing: border-box; }
html { background: #fff; color: var(--ink); font: 10.5pt/1.45 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
body { max-width: 50rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1, h2, h3, p, dl, dd, ul, article { margin: 0; padding: 0; }
h1 { font-size: 1.6rem; line-height: 1.2; text-wrap: balance; overflow-wrap: anywhere; }
h2 { margin: 2.2rem 0 .4rem; padding-top: .8rem; border-top: 2px solid var(--ink); font-size: 1.25rem; overflow-wrap: anywhere; }
h3 { margin: 1.6rem 0 .5rem; padding-bottom: .2rem; border-bottom: 1px solid var(--line); font-size: .95rem; }
.brand { color: var(--soft); font-size: .8rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.2rem; margin: 1.1rem 0 0; font-size: .92rem; }
.facts dt { color: var(--soft); }
.facts dd { overflow-wrap: anywhere; }
.facts ul { list-style: none; }
.warn { margin: 1.1rem 0 0; padding: .5rem .8rem; border: 1.5px solid #a33a2a; color: #7d2417; font-weight: 600; }
.whole { color: var(--soft); font-size: .9rem; }
.thread { margin: 1rem 0 .4rem; color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
.entry { margin: 0 0 .7rem; padding: .1rem 0 .1rem .8rem; border-inline-start: 3px solid var(--line); }
.in { border-color: var(--in); }
.out { border-color: var(--out); }
.note { padding: .4rem .8rem; border-color: #c9a227; background: var(--note); }
.event { border-color: transparent; color: var(--soft); font-size: .88rem; }
.head { font-size: .85rem; color: var(--soft); overflow-wrap: anywhere; }
.head b { color: var(--ink); font-size: .95rem; }
.head time { display: inline-block; min-width: 3.1em; color: var(--ink); font-variant-numeric: tabular-nums; }
.text { margin: .15rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.gone { text-decoration: line-through; color: var(--soft); }
.part { margin: .5rem 0 0; padding-inline-start: .8rem; border-inline-start: 1px solid var(--line); color: var(--soft); font-size: .88rem; }
.label { font-size: .78rem; font-weight: 600; color: var(--soft); }
.turns { margin: .4rem 0 0; border-collapse: collapse; width: 100%; font-size: .92rem; }
.turns td { padding: .15rem .7rem .15rem 0; vertical-align: top; overflow-wrap: anywhere; white-space: pre-wrap; }
.turns td:first-child { width: 1%; white-space: nowrap; color: var(--soft); font-variant-numeric: tabular-nums; }
.turns td:nth-child(2) { width: 22%; font-weight: 600; }
.files { margin: .4rem 0 0; font-size: .88rem; list-style: none; overflow-wrap: anywhere; }
.foot { margin: .2rem 0 0; font-size: .8rem; color: var(--soft); overflow-wrap: anywhere; }
.end { margin: 2.5rem 0 0; padding-top: .6rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; }
@media print {
  body { max-width: none; padding: 0; }
  h2, h3, .thread, .label { break-after: avoid; }
  h2.next { break-before: page; }
  .entry { break-inside: avoid-page; }
  .entry.long { break-inside: auto; }
  p, .text, td { orphans: 3; widows: 3; }
  .in, .out, .note { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;

/** SHA-256 of `EXPORT_STYLE` in base64, as a policy names it; a test says what it must be. */
export const EXPORT_STYLE_HASH = '0OAeax0UDaCqalmxTPXVDeOHz2NkA4r9FdEu0SnV628=';
