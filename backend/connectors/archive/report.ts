// What became of each file's records, and how that is told.

export type Reason = { readonly reason: string; count: number; readonly first: string };
export type FileReport = {
  readonly file: string;
  /** Null: not recognised; `error` says so. */
  readonly format: string | null;
  read: number;
  imported: number;
  alreadyThere: number;
  refused: number;
  readonly reasons: Reason[];
  /** How it was read, where that is not as usual. */
  remark?: string;
  /** Why the file, or the rest of it, could not be read at all. */
  error?: string;
};
export type Total = Pick<FileReport, 'read' | 'imported' | 'alreadyThere' | 'refused'>;
export type Summary = { readonly files: readonly FileReport[]; readonly total: Total };

const MAX_REASONS = 50;

export const emptyReport = (file: string, format: string | null): FileReport => ({
  file,
  format,
  read: 0,
  imported: 0,
  alreadyThere: 0,
  refused: 0,
  reasons: [],
});

/** Grouped by reason; `where` tells the first, e.g. `record 12`. */
export function refuse(report: FileReport, reason: string, where: string): void {
  report.refused += 1;
  const known = report.reasons.find(one => one.reason === reason);
  if (known) known.count += 1;
  else if (report.reasons.length < MAX_REASONS) report.reasons.push({ reason, count: 1, first: where });
  else refuseOther(report, where);
}

function refuseOther(report: FileReport, where: string): void {
  const other = report.reasons.find(one => one.reason === 'other reasons');
  if (other) other.count += 1;
  else report.reasons.push({ reason: 'other reasons', count: 1, first: where });
}

export function totalOf(files: readonly FileReport[]): Total {
  const total = { read: 0, imported: 0, alreadyThere: 0, refused: 0 };
  for (const file of files) {
    total.read += file.read;
    total.imported += file.imported;
    total.alreadyThere += file.alreadyThere;
    total.refused += file.refused;
  }
  return total;
}

const counted = (n: number): string => n.toLocaleString('en-GB');
const numbers = ({ read, imported, alreadyThere, refused }: Total): string =>
  `read ${counted(read)}, imported ${counted(imported)}, already there ${counted(alreadyThere)}, refused ${counted(refused)}`;

/** Escape sequences in a file name must not reach the terminal. */
export const printable = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '?');

/** Plain lines for a person. Folders of many small files are told in one line per format, their troubles one by one. */
export function summaryText({ files, total }: Summary, ms: number): string {
  const quiet =
    files.length > 20 ? files.filter(file => file.read <= 1 && file.refused === 0 && !file.error && !file.remark) : [];
  const strange = files.filter(file => file.format === null);
  const lines = files.filter(file => !quiet.includes(file) && file.format !== null).flatMap(fileLines);
  const byFormat = Map.groupBy(quiet, file => file.format ?? 'unknown');
  for (const [format, some] of byFormat)
    lines.push(`${counted(some.length)} files with one record each (${format}): ${numbers(totalOf(some))}`);
  lines.push(...strangeLines(strange));
  const rate = ms > 0 ? Math.round((total.read / ms) * 1_000) : 0;
  lines.push(`Total: ${numbers(total)}, in ${(ms / 1_000).toFixed(1)} s (${counted(rate)} records/s)`);
  return lines.join('\n');
}

/** One explanation for all files of which it is true. */
function strangeLines(files: readonly FileReport[]): string[] {
  return [...Map.groupBy(files, file => file.error ?? '')].flatMap(([error, some]) => [
    `${counted(some.length)} not imported: ${some
      .slice(0, 10)
      .map(({ file }) => printable(file))
      .join(', ')}${some.length > 10 ? ', …' : ''}`,
    `  ${error}`,
  ]);
}

function fileLines(file: FileReport): string[] {
  const head = `${printable(file.file)} (${file.format ?? 'not recognised'}): ${numbers(file)}`;
  const reasons = file.reasons.map(
    one => `  refused ${counted(one.count)}: ${one.reason} (first: ${printable(one.first)})`,
  );
  const said = [file.remark, file.error].filter(text => text !== undefined);
  return [head, ...reasons, ...said.map(text => `  ${text}`)];
}
