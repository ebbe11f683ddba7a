// Search hits within text: every word that starts with a searched word, case and accents aside, as the index finds them.
export type Run = { text: string; hit: boolean };

/** One comparable code unit for each of the text, so that places in the one are places in the other. */
function folded(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text[i]!;
    out += unit < '\u0080' ? unit.toLowerCase() : (unit.normalize('NFD')[0]!.toLowerCase()[0] ?? unit);
  }
  return out;
}

const isWord = (unit: string | undefined): boolean =>
  unit !== undefined && /[\p{L}\p{N}\p{M}\ud800-\udfff]/u.test(unit);

function hitsOf(text: string, terms: readonly string[]): [number, number][] {
  const within = folded(text);
  const hits: [number, number][] = [];
  for (const term of terms) {
    const word = folded(term);
    if (!word) continue;
    for (let at = within.indexOf(word); at >= 0; at = within.indexOf(word, at + word.length)) {
      if (!isWord(within[at - 1])) hits.push([at, at + word.length]);
    }
  }
  return hits.toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
}

/** Cuts text into runs that are a hit or not; joined they are the text again. */
export function markRuns(text: string, terms: readonly string[]): readonly Run[] {
  if (terms.length === 0) return [{ text, hit: false }];
  const runs: Run[] = [];
  let done = 0;
  for (const [from, to] of hitsOf(text, terms)) {
    if (from < done) continue;
    if (from > done) runs.push({ text: text.slice(done, from), hit: false });
    runs.push({ text: text.slice(from, to), hit: true });
    done = to;
  }
  if (done < text.length || runs.length === 0) runs.push({ text: text.slice(done), hit: false });
  return runs;
}
