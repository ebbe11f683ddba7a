import type { Period } from '../../../../shared/domain/search/days.ts';
import type { Meaning } from '../../../../shared/domain/search/filters.ts';

type Filter = { readonly excluded: boolean; readonly meaning: Meaning };
const EVER: Period = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };

/** `before:` and `after:` leave the named time out; `since:` and `until:` have it in. Null: it is not about time. */
function periodIn({ by, value }: Meaning): Period | null {
  if (by === 'on') return value;
  if (by === 'before') return { from: EVER.from, to: value.from };
  if (by === 'after') return { from: value.to, to: EVER.to };
  if (by === 'since') return { from: value.from, to: EVER.to };
  return by === 'until' ? { from: EVER.from, to: value.to } : null;
}

/** The times in which all filters hold, newest first and apart; several of one name are alternatives. */
export function periodsOf(filters: readonly Filter[]): Period[] {
  let open: Period[] = [EVER];
  const named = Map.groupBy(
    filters.filter(({ excluded }) => !excluded),
    ({ meaning }) => meaning.by,
  );
  for (const alike of named.values()) {
    const periods = alike.map(({ meaning }) => periodIn(meaning)).filter(period => period !== null);
    if (periods.length > 0) open = overlaps(open, united(periods));
  }
  for (const { excluded, meaning } of filters) {
    const period = excluded ? periodIn(meaning) : null;
    if (period) open = overlaps(open, around(period));
  }
  return open.sort((a, b) => b.from - a.from);
}

const around = ({ from, to }: Period): Period[] =>
  [
    { from: EVER.from, to: from },
    { from: to, to: EVER.to },
  ].filter(period => period.from < period.to);

const overlaps = (a: readonly Period[], b: readonly Period[]): Period[] =>
  a
    .flatMap(x => b.map(y => ({ from: Math.max(x.from, y.from), to: Math.min(x.to, y.to) })))
    .filter(({ from, to }) => from < to);

function united(periods: readonly Period[]): Period[] {
  const found: Period[] = [];
  for (const period of periods.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && period.from <= last.to) found[found.length - 1] = { from: last.from, to: Math.max(last.to, period.to) };
    else found.push(period);
  }
  return found;
}
