/** Longer text is shown in part, so that one entry cannot push all others off the screen. */
export const FOLD = { lines: 10, units: 900 } as const;

export type Folded = { shown: string; moreLines: number };

const linesIn = (text: string): number => {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
};

/** Lines of a text as a person would count them; long ones count by how often they wrap at 90. */
export const lineCount = (text: string): number => linesIn(text) + 1 + Math.floor(text.length / 400);

/** The beginning of a long text, cut at a line or a word, never within a character. `moreLines` 0: all of it. */
export function foldText(text: string): Folded {
  const trimmed = text.trimEnd();
  let end = 0;
  for (let n = 0; n < FOLD.lines && end >= 0; n++) end = trimmed.indexOf('\n', end === 0 && n === 0 ? 0 : end + 1);
  const byLines = end < 0 ? trimmed.length : end;
  if (byLines === trimmed.length && trimmed.length <= FOLD.units) return { shown: trimmed, moreLines: 0 };
  let cut = Math.min(byLines, FOLD.units);
  if (cut < byLines) cut = Math.max(trimmed.lastIndexOf(' ', cut), trimmed.lastIndexOf('\n', cut), cut - 80);
  if (/[\ud800-\udbff]/.test(trimmed[cut - 1] ?? '')) cut--;
  // A remainder of a line or two is not worth a click.
  if (trimmed.length - cut < 120 && linesIn(trimmed.slice(cut)) <= 2) return { shown: trimmed, moreLines: 0 };
  return { shown: trimmed.slice(0, cut).trimEnd(), moreLines: Math.max(1, lineCount(trimmed.slice(cut)) - 1) };
}
