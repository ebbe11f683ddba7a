// How high an entry will be, before it has been drawn. Pixels at compact density; measured heights replace it.
import { foldText } from './fold-text.ts';
import type { Row } from './rows.ts';

const LINE = 18;
const UNITS_A_LINE = 78;

const linesOf = (text: string): number => {
  const { shown } = foldText(text);
  return shown.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / UNITS_A_LINE)), 0);
};

export function estimateHeight(row: Row): number {
  const { entry } = row.item;
  const before = (row.startsDay ? 30 : 0) + (row.thread ? 24 : 0);
  if (entry.kind === 'event') return before + 24 * Math.max(1, Math.ceil((entry.event.detail?.length ?? 0) / 90));
  const body = entry.text ? linesOf(entry.text) * LINE + (entry.direction === 'out' ? 10 : 0) : 0;
  const foot = row.item.pending || entry.delivery || (entry.kind === 'post' && entry.reach) ? 23 : 0;
  const mail = entry.kind === 'email' ? 18 + 32 : 0;
  const call = entry.kind === 'call' ? 18 + Math.min(3, entry.call.turns.length) * 24 : 0;
  return before + 24 + 9 + body + foot + mail + call;
}
